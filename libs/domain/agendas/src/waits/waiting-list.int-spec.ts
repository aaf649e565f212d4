import { randomUUID } from 'node:crypto';
import { agendaServiceSchema, type BookingWaitInput, bookingWaitSchema } from '@halles/contracts';
import { HOUR, MINUTE } from '@halles/kernel';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { outcomesOf, whileBusy } from '@halles/testing/orders';
import { GUEST } from '../bookings/booking-placing.service';
import { AgendaServices } from '../settings/agenda-items.service';
import { BookingTimes } from '../free-times/booking-times.service';
import type { BookingWait } from './booking-wait';
import { BookingWaitRepository } from './booking-wait.repository';
import { WaitOffers } from './wait-offers.service';
import { WaitingList } from './waiting-list.service';

const DAY = '2026-12-01';

describe('the waiting list of a full day', () => {
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(BOOKED_AT);
    const { work, here } = agendas.world;
    await work.write(here, async (tx) => {
      await tx.manager.query('DELETE FROM booking_hold');
      await tx.manager.query('DELETE FROM booking_wait');
    });
    // An hour of which there is one: ten o'clock.
    salon = await agendas.aSalon({ settings: { waitHours: 2 }, service: { duration: 60 } });
  });

  const list = (): WaitingList => agendas.services.get(WaitingList);
  const offers = (): WaitOffers => agendas.services.get(WaitOffers);
  const later = (minutes: number): void => agendas.at(new Date(BOOKED_AT.getTime() + minutes * MINUTE));
  const asked = (more: object = {}, at = salon): BookingWaitInput =>
    bookingWaitSchema.parse({
      ...{ idempotencyKey: randomUUID(), serviceId: at.service, firstDay: DAY, lastDay: DAY },
      ...{ from: 600, until: 601, name: 'Odile', email: 'odile@example.org' },
      ...more,
    });
  const wait = async (more: object = {}, at = salon): Promise<string> =>
    (await list().ask(agendas.world.here, at.id, asked(more, at), 'fr')).id;
  const seen = async (id: string): Promise<BookingWait> => (await list().get(agendas.world.here, id)).wait;
  const cancel = async (id: string): Promise<void> => {
    const booking = await agendas.handling.get(agendas.world.here, id);
    const move = bookingMove(booking, { actor: 'customer' });
    await whileBusy(() => agendas.handling.take(agendas.world.here, move, 'excused'));
  };
  /** A mail about what is kept for somebody left. */
  const tell = async (id: string): Promise<void> => {
    const ref = (await seen(id)).offer?.id;
    await agendas.world.work.write(agendas.world.here, (tx) =>
      tx.manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status, sent_at)
         VALUES (gen_random_uuid(), 'booking-wait-offer', $1, 'x@example.org', gen_random_uuid()::text, 'sent', now())`,
        [ref],
      ),
    );
  };
  const run = () => offers().run(agendas.world.here, () => false);
  const accept = async (id: string) => {
    const { offer } = await seen(id);
    return list().accept(agendas.world.here, { waitId: id, offerId: offer?.id ?? '' }, GUEST);
  };

  it('keeps a time that is long enough for several services in a row, and books them all', async () => {
    const { here } = agendas.world;
    const [first = ''] = salon.staff;
    const colour = randomUUID();
    const service = { name: 'Couleur', duration: 60, resourceIds: [first], isSensitive: true };
    await agendas.services
      .get(AgendaServices)
      .save(here, salon.id, colour, agendaServiceSchema.parse(service));
    const further = [{ serviceId: colour, duration: null }];
    const [ten, eleven] = [
      (await agendas.place(salon)).id,
      (await agendas.place(salon, { startsAt: AT_TEN + HOUR })).id,
    ];
    const gone = { code: 'agenda-service-not-found' };
    await expect(wait({ further: [{ serviceId: randomUUID(), duration: null }] })).rejects.toMatchObject(
      gone,
    );
    const key = randomUUID();
    const id = await wait({ further, idempotencyKey: key });
    expect(await wait({ further, idempotencyKey: key })).toBe(id);
    await expect(wait({ idempotencyKey: key })).rejects.toMatchObject({ code: 'booking-key-reused' });
    expect(await seen(id)).toMatchObject({ serviceName: 'Coupe + Couleur', isSensitive: true, further });
    // An hour is not long enough for both.
    await cancel(ten);
    expect((await seen(id)).offer).toBeNull();
    await cancel(eleven);
    const { offer } = await seen(id);
    expect([offer?.startsAt.getTime(), offer?.endsAt.getTime()]).toEqual([AT_TEN, AT_TEN + 2 * HOUR]);
    const booked = await agendas.handling.get(here, (await accept(id)).id);
    expect(booked.parts?.map(({ name }) => name)).toEqual(['Coupe', 'Couleur']);
    expect((await seen(id)).state).toBe('booked');
  });

  it('has what is given up kept for the first whom it suits, who takes it with one button, however often', async () => {
    const booked = await agendas.place(salon);
    const large = await wait({ party: 7, email: 'sept@example.org' });
    const first = await wait();
    const second = await wait({ email: 'paul@example.org' });
    await cancel(booked.id);
    const { offer } = await seen(first);
    // At 7 in the morning: two hours of daytime begin at 8.
    expect(offer).toMatchObject({
      startsAt: new Date(AT_TEN),
      expiresAt: new Date(BOOKED_AT.getTime() + 82.5 * MINUTE - 30_000),
    });
    expect([(await seen(large)).offer, (await seen(second)).offer]).toEqual([null, null]);
    await expect(agendas.place(salon)).rejects.toMatchObject({ params: { problem: 'full' } });
    const made = await accept(first);
    const again = { waitId: first, offerId: offer?.id ?? '' };
    expect(await list().accept(agendas.world.here, again, GUEST)).toEqual(made);
    expect(await agendas.handling.get(agendas.world.here, made.id)).toMatchObject({
      ...{ startsAt: new Date(AT_TEN), customer: { name: 'Odile', email: 'odile@example.org' } },
    });
    expect((await seen(first)).state).toBe('booked');
    await expect(list().get(agendas.world.there, first)).rejects.toMatchObject({ code: 'wait-not-found' });
  });

  it('goes to the next one when it is declined, and when nobody answers in time', async () => {
    const booked = await agendas.place(salon);
    const [one, two, three] = [
      await wait(),
      await wait({ email: 'two@example.org' }),
      await wait({ email: 'three@example.org' }),
    ];
    await list().prioritise(agendas.world.here, salon.id, two, 1);
    await cancel(booked.id);
    const kept = async () =>
      [(await seen(one)).offer, (await seen(two)).offer, (await seen(three)).offer].map(Boolean);
    expect(await kept()).toEqual([false, true, false]);
    const { offer } = await seen(two);
    expect(await offers().end(agendas.world.here, offer?.id ?? '', 'declined')).toBe(true);
    expect(await kept()).toEqual([true, false, false]);
    expect((await seen(two)).state).toBe('waiting');
    const old = (await seen(one)).offer;
    await tell(one);
    later(85);
    await expect(
      list().accept(agendas.world.here, { waitId: one, offerId: old?.id ?? '' }, GUEST),
    ).rejects.toMatchObject({ code: 'wait-offer-over' });
    expect(await Promise.all([run(), run()])).toContainEqual({ expired: 1, offered: 0 });
    expect([await kept(), (await seen(one)).state]).toEqual([[false, false, true], 'unanswered']);
    expect(await run()).toEqual({ expired: 0, offered: 0 });
  });

  it('goes to the next one where nobody could be told of it, who goes on waiting', async () => {
    const booked = await agendas.place(salon);
    const [one, two] = [await wait(), await wait({ email: 'two@example.org' })];
    await cancel(booked.id);
    later(85);
    expect(await run()).toEqual({ expired: 1, offered: 0 });
    expect([await seen(one), await seen(two)]).toMatchObject([
      { state: 'waiting', offer: null },
      { state: 'waiting', offer: { startsAt: new Date(AT_TEN) } },
    ]);
  });

  it('finds who can have a time behind however many cannot, of one reading', async () => {
    const booked = await agendas.place(salon);
    const waits = agendas.services.get(BookingWaitRepository);
    const { work, here } = agendas.world;
    const cannot = [{ email: null, phone: '+33612345678' }, { party: 9 }, { from: 601, until: 602 }];
    await work.write(here, async (tx) => {
      for (let one = 0; one < 60; one += 1) {
        const made = { id: randomUUID(), locale: 'fr', invitation: null, at: BOOKED_AT } as const;
        await waits.insert(tx, salon.id, asked(cannot[one % 3]), made);
      }
    });
    later(1);
    const last = await wait({ email: 'last@example.org' });
    const reading = jest.spyOn(agendas.services.get(BookingTimes), 'reading');
    await cancel(booked.id);

    const read = reading.mock.calls.length;
    reading.mockRestore();
    expect([(await seen(last)).offer?.startsAt, read]).toEqual([new Date(AT_TEN), 1]);
  });

  it('has what a longer opening, a higher gauge or a lapsed hold frees kept within the minute', async () => {
    const small = await agendas.aSalon({ settings: { waitHours: 2 }, gauge: 1, staff: 2 });
    await agendas.place(small);
    const id = await wait({}, small);
    expect(await run()).toEqual({ expired: 0, offered: 0 });
    await agendas.setGauge(small.id, 2);
    expect(await run()).toEqual({ expired: 0, offered: 1 });
    expect((await seen(id)).offer?.startsAt).toEqual(new Date(AT_TEN));
    await agendas.setGauge(small.id, 3);
    const third = { startsAt: AT_TEN, party: 2 };
    await expect(agendas.place(small, third)).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('is refused where a time is free, where there is no list, and to who waits for too much', async () => {
    await expect(wait()).rejects.toMatchObject({ code: 'wait-not-needed' });
    await agendas.place(salon);
    const key = randomUUID();
    const first = await wait({ idempotencyKey: key });
    expect(await wait({ idempotencyKey: key })).toBe(first);
    await expect(wait({ idempotencyKey: key, party: 2 })).rejects.toMatchObject({
      code: 'booking-key-reused',
    });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => wait({ email: 'ODILE@example.org' })),
    );
    expect(outcomesOf(results).sort()).toEqual([
      ...['done', 'done'],
      ...Array.from({ length: 4 }, () => 'wait-limit-reached'),
    ]);
    await agendas.settings.change(agendas.world.here, salon.id, { waitHours: null });
    await expect(wait({ email: 'x@example.org' })).rejects.toMatchObject({ code: 'wait-closed' });
  });

  it('keeps one time by its key alone: nobody has another one kept for hours', async () => {
    const booked = await agendas.place(salon);
    const id = await wait();
    await cancel(booked.id);
    const { offer } = await seen(id);
    const { BookingHolds } = await import('../holds/booking-holds.service');
    const other = { id: offer?.id ?? '', serviceId: salon.service, startsAt: AT_TEN + 6 * HOUR, party: 1 };
    expect(await agendas.services.get(BookingHolds).hold(agendas.world.here, salon.id, other)).toBe(false);
    expect((await seen(id)).offer).not.toBeNull();
    await expect(agendas.place(salon)).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('lets who leaves free what was kept for them, for the next', async () => {
    const booked = await agendas.place(salon);
    const [one, two] = [await wait(), await wait({ email: 'two@example.org' })];
    await cancel(booked.id);
    expect(await offers().endWait(agendas.world.here, one, 'left')).toBe(true);
    expect(await offers().endWait(agendas.world.here, one, 'left')).toBe(false);
    expect([(await seen(one)).state, (await seen(two)).offer?.startsAt]).toEqual(['left', new Date(AT_TEN)]);
  });

  it('gives one seat to one of those who wait, whatever is freed, answered and taken at once', async () => {
    const wide = await agendas.aSalon({ settings: { waitHours: 2 }, staff: 2, service: { duration: 60 } });
    const booked = [await agendas.place(wide), await agendas.place(wide)];
    const ids: string[] = [];
    for (let one = 0; one < 6; one += 1) ids.push(await wait({ email: `w${String(one)}@example.org` }, wide));
    await Promise.all([...booked.map(({ id }) => cancel(id)), run(), run()]);
    const kept = async () => (await Promise.all(ids.map(seen))).filter(({ offer }) => offer !== null);
    const first = await kept();
    expect(first.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
    await Promise.allSettled([
      ...first.flatMap(({ id }) => [accept(id), accept(id)]),
      ...first.map(({ offer }) => offers().end(agendas.world.here, offer?.id ?? '', 'declined')),
      ...Array.from({ length: 4 }, () => agendas.place(wide)),
    ]);
    const [{ most = 0 } = {}] = await agendas.rowsOf<{ most: number }>(
      `SELECT ((SELECT count(*) FROM booking WHERE listing_id = $1 AND state IN ('pending', 'confirmed'))
             + (SELECT count(*) FROM booking_hold WHERE listing_id = $1))::int AS most`,
      [wide.id],
    );
    expect(most).toBe(2);
    const open = await agendas.rowsOf(
      `SELECT 1 FROM booking_wait_offer o WHERE o.state = 'open' AND NOT EXISTS (SELECT FROM booking_hold h WHERE h.id = o.id)`,
    );
    expect(open).toEqual([]);
  });
});
