import { randomUUID } from 'node:crypto';
import { DAY, HOUR } from '@halles/kernel';
import { promisedOf } from '@halles/testing/freshness';
import {
  aBooking,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
} from '@halles/testing/agendas';
import { BookingNotices } from '../messages/booking-notices.service';
import { BOOKING_NOTIFY_CUSTOMER, BOOKING_NOTIFY_SHOP } from './booking.events';
import type { Booker } from './booker';
import { GUEST } from './booking-placing.service';
import { BookingSeries } from './booking-series.service';

const WEEK = 7 * DAY;
/** Four Tuesdays, of which the last two are in the week before Christmas and a bank holiday's. */
const DATES = [0, 1, 2, 3].map((week) => AT_TEN + week * WEEK);

describe('the same booking every week', () => {
  let agendas: AgendasWorld;
  let series: BookingSeries;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    series = agendas.services.get(BookingSeries);
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const merchant = { actor: 'merchant', accountId: null } as const;
  const book = (
    salon: { readonly id: number; readonly service: string },
    key: string,
    dates: readonly number[] = DATES,
    by: Booker = merchant,
  ) => {
    const input = aBooking(salon.service, { idempotencyKey: key });
    return series.book(agendas.world.here, salon.id, input, dates, { locale: 'fr', by });
  };

  it('says before which dates can be had, and why the others cannot', async () => {
    const salon = await agendas.aSalon({ gauge: 2, staff: 2 });
    const { here } = agendas.world;
    for (const party of [1, 1]) await agendas.place(salon, { startsAt: DATES[1], party });
    await agendas.place(salon, { startsAt: DATES[2], party: 2 });
    const closed = AT_TEN + 3 * HOUR;
    const input = aBooking(salon.service);
    const dates = [...DATES.slice(0, 3), closed, AT_TEN + 400 * DAY];
    const found = await series.preview(here, salon.id, input, dates, merchant);
    expect(found.map(({ problem }) => problem)).toEqual([
      ...[null, 'full', 'gauge-full', 'not-offered', 'beyond-horizon'],
    ]);
  });

  it('books what can be had at once, once, with one mail that says them all', async () => {
    const salon = await agendas.aSalon();
    const { here, there } = agendas.world;
    await agendas.place(salon, { startsAt: DATES[1] });
    const key = randomUUID();
    const { ids, refused } = await book(salon, key);
    expect(refused).toEqual([{ startsAt: DATES[1], problem: 'full' }]);
    expect(
      await book(
        salon,
        key,
        DATES.filter((_, index) => index !== 1),
      ),
    ).toEqual({ ids, refused: [] });
    const all = await Promise.all(ids.map((id) => agendas.handling.get(here, id)));
    expect(all.map(({ startsAt }) => startsAt.getTime())).toEqual([DATES[0], DATES[2], DATES[3]]);
    expect(new Set(all.map(({ seriesId }) => seriesId))).toEqual(new Set([key]));
    const events = (await Promise.all(ids.map((id) => agendas.handling.events(here, id)))).flat();
    const promised = await promisedOf(agendas.world, BOOKING_NOTIFY_CUSTOMER);
    const mailed = events.filter(({ id }) => promised.some((one) => one === id || one.endsWith(id)));
    expect(mailed.map(({ id }) => id)).toEqual([events[0]?.id]);
    const notice = await agendas.services.get(BookingNotices).ofEvent(here, events[0]?.id ?? '');
    expect(notice?.others.map(({ startsAt }) => startsAt.getTime())).toEqual([DATES[2], DATES[3]]);
    expect(await series.following(there, all[0] ?? never())).toEqual([]);
  });

  it('is made by customers where the shop lets them, as often as it does, of one service', async () => {
    const salon = await agendas.aSalon({ service: { seriesMost: 3 }, settings: { horizon: 60 } });
    const { here } = agendas.world;
    const input = aBooking(salon.service);
    const refused = { code: 'booking-not-repeated', params: { most: 3 } };
    const tooMany = DATES.slice(0, 4);
    await expect(series.preview(here, salon.id, input, tooMany, GUEST)).rejects.toMatchObject(refused);
    await expect(book(salon, randomUUID(), tooMany, GUEST)).rejects.toMatchObject(refused);
    const dates = [AT_TEN, AT_TEN + WEEK, AT_TEN + 100 * DAY];
    const found = await series.preview(here, salon.id, input, dates, GUEST);
    expect(found.map(({ problem }) => problem)).toEqual([null, null, 'beyond-horizon']);
    const { ids } = await book(salon, randomUUID(), dates.slice(0, 2), GUEST);
    const [first] = await Promise.all(ids.map((id) => agendas.handling.get(here, id)));
    expect([ids.length, first?.source, first?.seriesId === null]).toEqual([2, 'online', false]);
    const alone = await agendas.aSalon();
    await expect(book(alone, randomUUID(), DATES.slice(0, 2), GUEST)).rejects.toMatchObject({
      ...{ code: 'booking-not-repeated', params: { most: null } },
    });
  });

  it('mails of a date that a second sending adds, and of all the others where the first is cancelled at once', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    const key = randomUUID();
    await book(salon, key, DATES.slice(0, 2));
    agendas.at(new Date(BOOKED_AT.getTime() + 60_000));
    const { ids } = await book(salon, key);
    const events = await Promise.all(ids.map(async (id) => (await agendas.handling.events(here, id))[0]?.id));
    const promised = new Set(await promisedOf(agendas.world, BOOKING_NOTIFY_CUSTOMER));
    expect(events.map((id) => promised.has(id ?? ''))).toEqual([true, false, true, false]);
    const told = (id = '') => agendas.services.get(BookingNotices).ofEvent(here, id);
    expect((await told(events[2]))?.others.map(({ startsAt }) => startsAt.getTime())).toEqual([DATES[3]]);
    const added = await agendas.handling.get(here, ids[2] ?? '');
    await agendas.handling.take(here, bookingMove(added), 'revoked', 'other');
    expect(await told(events[2])).toMatchObject({ notice: 'confirmed', booking: { id: ids[3] }, others: [] });
  });

  it('tells who keeps the agenda of all at once', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    const promised = () => promisedOf(agendas.world, BOOKING_NOTIFY_SHOP);
    const told = (id = '') => agendas.services.get(BookingNotices).ofRecipient(here, id);
    const before = (await promised()).length;
    const town = { actor: 'town', accountId: null, agentId: randomUUID(), followsRules: true } as const;
    const { ids } = await book(salon, randomUUID(), DATES, town);
    const booked = (await promised()).slice(before);
    expect([ids.length, booked.length]).toEqual([4, 1]);
    expect((await told(booked[0]))?.others.map((at) => at.getTime())).toEqual(DATES.slice(1));
    const first = await agendas.handling.get(here, ids[0] ?? '');
    await series.cancelFollowing(here, bookingMove(first, { actor: 'customer' }), 'excused');
    const cancelled = (await promised()).slice(before + 1);
    expect(cancelled).toHaveLength(1);
    expect(await told(cancelled[0])).toMatchObject({ notice: 'cancelled', others: { length: 3 } });
  });

  it('cancels one alone, or all that come after it with one mail', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    const { ids } = await book(salon, randomUUID());
    const states = async () =>
      Promise.all(ids.map(async (id) => (await agendas.handling.get(here, id)).state));
    const [first, second] = await Promise.all(ids.map((id) => agendas.handling.get(here, id)));
    await agendas.handling.take(here, bookingMove(first ?? never()), 'revoked', 'other');
    expect(await states()).toEqual(['revoked', 'confirmed', 'confirmed', 'confirmed']);
    const move = bookingMove(second ?? never(), { actor: 'customer' });
    await series.cancelFollowing(here, move, 'excused');
    expect(await states()).toEqual(['revoked', 'excused', 'excused', 'excused']);
    const last = (await agendas.handling.events(here, second?.id ?? '')).at(-1);
    const notice = await agendas.services.get(BookingNotices).ofEvent(here, last?.id ?? '');
    expect(notice).toMatchObject({
      notice: 'excused',
      others: [{ startsAt: new Date(DATES[2] ?? 0) }, { startsAt: new Date(DATES[3] ?? 0) }],
    });
    await expect(series.cancelFollowing(here, { ...move, seen: 7 }, 'excused')).rejects.toMatchObject({
      code: 'booking-moved',
    });
    // What they took is free again.
    expect((await book(salon, randomUUID())).refused).toEqual([]);
  });
});

const never = (): never => {
  throw new Error('there is none');
};
