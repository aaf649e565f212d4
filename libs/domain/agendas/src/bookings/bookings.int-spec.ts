import { randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE, required } from '@halles/kernel';
import { constraintOf } from '@halles/platform/database';
import { promisedOf } from '@halles/testing/freshness';
import { outcomesOf } from '@halles/testing/orders';
import {
  aBooking,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgenda,
  openAgendasWorld,
} from '@halles/testing/agendas';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { rethrowBooking } from './booking-placing.service';
import { BookingRepository, LaneTaken } from './booking.repository';
import { BookingTimes } from '../free-times/booking-times.service';
import { AgendaServices } from '../settings/agenda-items.service';
import type { Booker } from './booker';
import { BOOKING_STATES, bookingTransition } from './booking-state';

describe('bookings', () => {
  let agendas: AgendasWorld;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  it('are made whole: a reference, what they take, and what happened', async () => {
    const salon = await agendas.aSalon({
      service: { bufferAfter: 10 },
      settings: { cancellationNotice: 120 },
    });
    const booking = await agendas.placed(salon, { note: 'Frange', party: 2 });
    expect(booking).toMatchObject({
      ...{ state: 'confirmed', event: 1, serviceName: 'Coupe', priceCents: 2_800, party: 2 },
      ...{ startsAt: new Date(AT_TEN), endsAt: new Date(AT_TEN + 30 * MINUTE), cancellationNotice: 120 },
      ...{ customer: { name: 'Odile Martin', email: 'odile@example.org', phone: null }, note: 'Frange' },
      ...{ source: 'online', resources: [{ id: salon.staff[0], name: 'Coiffeur 1', kind: 'staff' }] },
    });
    expect(booking.reference).toMatch(/^[2-9A-Z]{8}$/);
    expect(await agendas.handling.events(agendas.world.here, booking.id)).toMatchObject([
      { event: 1, state: 'confirmed', actor: 'customer' },
    ]);
    // The pause after it is taken too.
    const next = { startsAt: AT_TEN + 30 * MINUTE };
    await expect(agendas.place(salon, next)).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('are made once, however often the same summary is sent', async () => {
    const salon = await agendas.aSalon();
    const same = { idempotencyKey: randomUUID() };
    const ids = await Promise.all(Array.from({ length: 20 }, () => agendas.place(salon, same)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    for (const other of [{ note: 'Frange' }, { startsAt: AT_TEN + DAY }])
      await expect(agendas.place(salon, { ...same, ...other })).rejects.toMatchObject({
        code: 'booking-key-reused',
      });
    await agendas.settings.save(agendas.world.here, salon.id, openAgenda({ isOpen: false }));
    expect(await agendas.place(salon, same)).toEqual(ids[0]);
  });

  it('keep to what the service says: its length, its place, its rule and who may book it', async () => {
    const salon = await agendas.aSalon({
      gauge: 1,
      service: {
        ...{ durations: [{ duration: 90, priceCents: 6_000 }], venue: 'home', postcodes: ['26000'] },
        ...{ access: 'invited', instructionsBefore: 'Un point d’eau.', cancellationNotice: 2_880 },
      },
    });
    const { here } = agendas.world;
    const address = { street: '3 rue du Lac', postcode: '26000', town: 'Valence' };
    const sent = { duration: 90, address, accepts: true };
    const by = { actor: 'customer', accountId: null, invitation: 0 } as const;
    const book = (more: object, booker: Booker = by) =>
      agendas.placing.place(here, salon.id, aBooking(salon.service, { ...sent, ...more }), 'fr', booker);
    for (const [more, problem] of [
      [{ address: null }, 'address'],
      [{ address: { ...address, postcode: '38000' } }, 'zone'],
      [{ accepts: false }, 'instructions'],
    ] as const)
      await expect(book(more)).rejects.toMatchObject({ code: 'booking-incomplete', params: { problem } });
    await expect(book({ duration: 45 })).rejects.toMatchObject({ code: 'booking-duration-gone' });
    const notFound = { code: 'agenda-service-not-found' };
    await expect(book({}, { actor: 'customer', accountId: null })).rejects.toMatchObject(notFound);
    const { id } = await book({});
    expect(await agendas.handling.get(here, id)).toMatchObject({
      ...{ endsAt: new Date(AT_TEN + 90 * MINUTE), priceCents: 6_000, cancellationNotice: 2_880 },
      ...{ venue: 'home', address: '3 rue du Lac, 26000 Valence' },
    });
    // It stays as long as it was booked, and a new link ends the one before.
    const moved = bookingMove(await agendas.handling.get(here, id));
    await agendas.handling.move(here, moved, AT_TEN + 5 * HOUR);
    expect((await agendas.handling.get(here, id)).endsAt).toEqual(new Date(AT_TEN + 5 * HOUR + 90 * MINUTE));
    await agendas.services.get(AgendaServices).inviteAnew(here, salon.id, salon.service);
    await expect(book({})).rejects.toMatchObject(notFound);
    // The shop books for whom it likes, and who is visited is not inside: there the gauge is one.
    const shop = { actor: 'merchant', accountId: null } as const;
    await agendas.placing.place(here, salon.id, aBooking(salon.service, { party: 2 }), 'fr', shop);
  });

  it('give the last chair to one of fifty', async () => {
    const salon = await agendas.aSalon();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => agendas.place(salon)));
    expect(outcomesOf(results).sort()).toEqual([
      ...Array.from({ length: 49 }, () => 'booking-refused'),
      'done',
    ]);
  });

  it('take a resource of two at once twice, however its lanes were cut', async () => {
    const salon = await agendas.aSalon({
      resource: { capacity: 2 },
      settings: { step: 5 },
      service: { duration: 30 },
    });
    const minute = (minutes: number) => ({ startsAt: AT_TEN + minutes * MINUTE });
    for (const minutes of [0, 15, 50]) await agendas.place(salon, minute(minutes));
    // Between 30 and 45 the first lane is cut, from 50 on the second: there is room all the same.
    await agendas.place(salon, minute(30));
    await expect(agendas.place(salon, minute(20))).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('find the first free time of each service, and look no further than a page may cost', async () => {
    const salon = await agendas.aSalon({ settings: { horizon: 365 } });
    const { work, here } = agendas.world;
    const firstsOf = (count: number) =>
      work.read(here, async (tx) => {
        const place = await agendas.services.get(AgendaPlaces).get(tx, salon.id);
        const cut = required(
          await agendas.services.get(AgendaItemRepository).findService(tx, salon.id, salon.service),
          'a service',
        );
        const away = Array.from({ length: count }, () => ({ ...cut, id: randomUUID(), duration: 1_440 }));
        const asked = [cut, ...away].map((service) => ({ service, party: 1 }));
        const firsts = await agendas.services.get(BookingTimes).firsts(tx, place, asked);
        return asked.map(({ service }) => firsts.get(service.id)?.from ?? firsts.get(service.id));
      });
    // At nine the shop opens; nobody serves for a whole day.
    expect(await firstsOf(1)).toEqual([Date.parse('2026-12-01T08:00:00Z'), null]);
    expect((await firstsOf(8)).slice(1)).toEqual(Array.from({ length: 8 }, () => undefined));
  });

  it('are never two in one chair, whoever forgets to judge before', async () => {
    const salon = await agendas.aSalon();
    const [booking, next] = [
      await agendas.placed(salon),
      await agendas.placed(salon, { startsAt: AT_TEN + HOUR }),
    ];
    const need = { resourceId: salon.staff[0] ?? '', capacity: 1, from: AT_TEN, until: AT_TEN + HOUR };
    const { work, here } = agendas.world;
    const taken = work.write(here, (tx) => agendas.services.get(BookingRepository).take(tx, next, [need]));
    expect(constraintOf(await taken.catch((error: unknown) => error))).toBe('booking_resource_once');
    expect((await agendas.handling.get(here, booking.id)).resources).toHaveLength(1);
  });

  it('undo all that was written where the last lane of a resource was taken', async () => {
    const salon = await agendas.aSalon({ resource: { capacity: 2 } });
    for (const _ of [1, 2]) await agendas.place(salon);
    const next = await agendas.placed(salon, { startsAt: AT_TEN + HOUR });
    const need = { resourceId: salon.staff[0] ?? '', capacity: 2, from: AT_TEN, until: AT_TEN + 30 * MINUTE };
    const { work, here } = agendas.world;
    const taken = work.write(here, (tx) => agendas.services.get(BookingRepository).take(tx, next, [need]));
    // A series goes on after what was judged and refused, and never after this.
    const error: unknown = await taken.catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(LaneTaken);
    expect(() => rethrowBooking(error)).toThrow(expect.objectContaining({ params: { problem: 'full' } }));
  });

  it.each([
    ['in the past', BOOKED_AT.getTime() - HOUR, 'past'],
    ['within the notice', AT_TEN, 'too-soon'],
    ['off the step', AT_TEN + HOUR + 10 * MINUTE + 2 * HOUR, 'not-offered'],
    ['while the shop is closed', Date.parse('2026-12-01T12:00:00Z'), 'not-offered'],
    ['beyond the horizon', AT_TEN + 40 * DAY, 'beyond-horizon'],
    ['that no calendar knows', 8.64e15 - 1, 'not-offered'],
    ['beyond all calendars', 9e15, 'not-offered'],
  ])('refuse a time %s', async (_, startsAt, problem) => {
    const salon = await agendas.aSalon({ settings: { notice: 240, horizon: 30 } });
    await expect(agendas.place(salon, { startsAt })).rejects.toMatchObject({
      code: 'booking-refused',
      params: { problem },
    });
  });

  it('refuse a party that the service is not for, by a direct call too', async () => {
    const salon = await agendas.aSalon();
    const { placing, world } = agendas;
    for (const party of [0, -1, 1.5, 7, 100, Number.NaN])
      await expect(
        placing.place(world.here, salon.id, { ...aBooking(salon.service), party }, 'fr'),
      ).rejects.toMatchObject({ params: { problem: 'party' } });
  });

  it('are of one shop: no other shop’s service, no other town’s agenda, nobody else’s booking', async () => {
    const [salon, other] = [await agendas.aSalon(), await agendas.aSalon()];
    const { placing, handling, world } = agendas;
    const wrong = placing.place(world.here, salon.id, aBooking(other.service), 'fr');
    await expect(wrong).rejects.toMatchObject({ code: 'agenda-service-not-found' });
    await expect(agendas.place(salon, {}, world.there)).rejects.toMatchObject({ code: 'agenda-closed' });
    const booking = await agendas.placed(salon);
    const move = bookingMove(booking, { listingId: other.id });
    await expect(handling.take(world.here, move, 'revoked')).rejects.toMatchObject({
      code: 'booking-not-found',
    });
    await expect(handling.get(world.there, booking.id)).rejects.toMatchObject({ code: 'booking-not-found' });
    // The database refuses a chair of another shop whoever writes.
    const stolen = world.work.write(world.here, (tx) =>
      tx.manager.query('UPDATE booking_resource SET resource_id = $2 WHERE booking_id = $1', [
        booking.id,
        other.staff[0],
      ]),
    );
    expect(constraintOf(await stolen.catch((error: unknown) => error))).toBe('booking_resource_resource');
  });

  it('that wait for the shop hold their place: two are never confirmed for one chair', async () => {
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    const { handling, world } = agendas;
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => agendas.place(salon)));
    expect(outcomesOf(results).filter((code) => code === 'done')).toHaveLength(1);
    const [{ id = '' } = {}] = await agendas.rowsOf<{ id: string }>(
      'SELECT id FROM booking WHERE listing_id = $1',
      [salon.id],
    );
    const pending = await handling.get(world.here, id);
    expect(pending.state).toBe('pending');
    const confirms = await Promise.allSettled(
      [randomUUID(), randomUUID()].map((accountId) =>
        handling.take(world.here, bookingMove(pending, { accountId }), 'confirmed'),
      ),
    );
    expect(outcomesOf(confirms).sort()).toEqual(['booking-moved', 'done']);
    // Cancelled, its chair is somebody else's, and it does not come back.
    const confirmed = await handling.get(world.here, id);
    await handling.take(world.here, bookingMove(confirmed), 'revoked', 'absent');
    const revoked = await handling.get(world.here, id);
    await agendas.place(salon);
    await expect(handling.take(world.here, bookingMove(revoked), 'confirmed')).rejects.toMatchObject({
      params: { problem: 'full' },
    });
  });

  it('are moved in one step that loses neither time', async () => {
    const salon = await agendas.aSalon();
    const { handling, world } = agendas;
    const [first, second] = [
      await agendas.placed(salon),
      await agendas.placed(salon, { startsAt: AT_TEN + HOUR }),
    ];
    const asCustomer = (booking: typeof first) => bookingMove(booking, { actor: 'customer' });
    await expect(handling.move(world.here, asCustomer(first), AT_TEN + HOUR)).rejects.toMatchObject({
      params: { problem: 'full' },
    });
    expect((await handling.get(world.here, first.id)).startsAt).toEqual(new Date(AT_TEN));
    await handling.move(world.here, asCustomer(first), AT_TEN + DAY);
    await handling.move(world.here, asCustomer(first), AT_TEN + DAY);
    const moved = await handling.get(world.here, first.id);
    expect(moved).toMatchObject({ event: 2, state: 'confirmed', startsAt: new Date(AT_TEN + DAY) });
    await handling.move(world.here, asCustomer(second), AT_TEN);
    // Both wish for the same third time: one gets it, the other keeps its own.
    const now = await Promise.all([first, second].map(({ id }) => handling.get(world.here, id)));
    const third = AT_TEN + 2 * DAY;
    const results = await Promise.allSettled(
      now.map((booking) => handling.move(world.here, asCustomer(booking), third)),
    );
    expect(outcomesOf(results).sort()).toEqual(['booking-refused', 'done']);
    const taken = await agendas.rowsOf('SELECT 1 FROM booking_resource WHERE listing_id = $1 AND is_taken', [
      salon.id,
    ]);
    expect(taken).toHaveLength(2);
  });

  it('are moved by their shop to somebody else, and made longer, as it wishes', async () => {
    const service = { durations: [{ duration: 60, priceCents: 5_000 }] };
    const salon = await agendas.aSalon({ staff: 2, service });
    const { here } = agendas.world;
    const [first = '', second = ''] = salon.staff;
    const booking = await agendas.placed(salon);
    const mails = (): Promise<string[]> => promisedOf(agendas.world, 'booking.notify-customer');
    const before = (await mails()).length;
    await agendas.handling.move(here, bookingMove(booking), AT_TEN, { resourceId: second });
    const moved = await agendas.handling.get(here, booking.id);
    expect(moved).toMatchObject({ event: 2, resources: [{ id: second }], startsAt: booking.startsAt });
    // Its customer comes at the same time: there is nothing to tell.
    expect((await mails()).length).toBe(before);
    // The same sent again is done; another person, or another length, at the same time is not the same.
    const again = (more: object) => agendas.handling.move(here, bookingMove(booking), AT_TEN, more);
    await again({ resourceId: second });
    for (const other of [{ resourceId: first }, { resourceId: second, duration: 60 }])
      await expect(again(other)).rejects.toMatchObject({ code: 'booking-moved' });

    const options = { resourceId: first, duration: 60, isNotified: false };
    await agendas.handling.move(here, bookingMove(moved), AT_TEN + HOUR, options);
    const longer = await agendas.handling.get(here, booking.id);
    expect(longer).toMatchObject({
      ...{ event: 3, resources: [{ id: first }], priceCents: 5_000 },
      ...{ startsAt: new Date(AT_TEN + HOUR), endsAt: new Date(AT_TEN + 2 * HOUR) },
    });
    expect((await mails()).length).toBe(before);
    await agendas.handling.move(here, bookingMove(longer), AT_TEN, {});
    expect((await mails()).length).toBe(before + 1);

    const last = await agendas.handling.get(here, booking.id);
    for (const [refused, code] of [
      [{ duration: 45 }, 'booking-duration-gone'],
      [{ resourceId: randomUUID() }, 'booking-not-served'],
    ] as const)
      await expect(
        agendas.handling.move(here, bookingMove(last), AT_TEN + HOUR, refused),
      ).rejects.toMatchObject({ code });
    await agendas.place(salon, { startsAt: AT_TEN + HOUR });
    const taken = agendas.handling.move(here, bookingMove(last), AT_TEN + HOUR, { resourceId: first });
    await expect(taken).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('are cancelled by their customer until the time that they were told', async () => {
    const salon = await agendas.aSalon({ settings: { cancellationNotice: 60 } });
    const { handling, world } = agendas;
    const booking = await agendas.placed(salon);
    // A stricter rule is for whoever books from now on.
    await agendas.settings.save(world.here, salon.id, openAgenda({ cancellationNotice: 24 * 60 }));
    const asCustomer = bookingMove(booking, { actor: 'customer' });
    agendas.at(new Date(AT_TEN - HOUR));
    for (const late of [
      handling.take(world.here, asCustomer, 'excused'),
      handling.move(world.here, asCustomer, AT_TEN + DAY),
    ])
      await expect(late).rejects.toMatchObject({ code: 'booking-change-over' });
    await expect(handling.take(world.here, bookingMove(booking), 'no-show')).rejects.toMatchObject({
      code: 'booking-not-due',
    });
    agendas.at(new Date(AT_TEN - HOUR - MINUTE));
    await handling.take(world.here, asCustomer, 'excused');
    await handling.take(world.here, asCustomer, 'excused');
    expect((await handling.get(world.here, booking.id)).event).toBe(2);
    agendas.at(BOOKED_AT);
    await agendas.place(salon);
  });

  it('let nobody in above the gauge, and a lower one cancels nothing', async () => {
    const salon = await agendas.aSalon({ gauge: 6, staff: 10 });
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, () => agendas.place(salon, { party: 2 })),
    );
    expect(outcomesOf(results).filter((code) => code === 'done')).toHaveLength(3);
    await expect(agendas.place(salon)).rejects.toMatchObject({ params: { problem: 'gauge-full' } });
    await agendas.setGauge(salon.id, 1);
    const states = await agendas.rowsOf<{ state: string }>(
      'SELECT DISTINCT state FROM booking WHERE listing_id = $1',
      [salon.id],
    );
    expect(states).toEqual([{ state: 'confirmed' }]);
    await agendas.place(salon, { startsAt: AT_TEN + HOUR });
    await expect(agendas.place(salon, { startsAt: AT_TEN + HOUR })).rejects.toMatchObject({
      params: { problem: 'gauge-full' },
    });
  });

  it('go from state to state as the database knows it too', async () => {
    const salon = await agendas.aSalon();
    const booking = await agendas.placed(salon);
    const { work, here } = agendas.world;
    const attempt = (from: string, to: string) =>
      work
        .write(
          here,
          (tx) =>
            tx.manager.query(
              `INSERT INTO booking_event (id, booking_id, event, previous, from_state, state, actor, starts_at, is_moved, created_at)
               VALUES ($1, $2, 2, 1, $3, $4, 'merchant', now(), false, now())`,
              [randomUUID(), booking.id, from, to],
            ),
          { dryRun: true },
        )
        .then(() => 'stored', constraintOf);
    for (const from of BOOKING_STATES)
      for (const to of BOOKING_STATES) {
        const follows = from === 'confirmed' ? 'stored' : 'booking_event_follows';
        const expected = bookingTransition(from, to) === null ? 'booking_event_transition' : follows;
        expect([from, to, await attempt(from, to)]).toEqual([from, to, expected]);
      }
    const write = (sql: string) =>
      work
        .write(here, (tx) => tx.manager.query(sql, [booking.id]))
        .then(
          () => 'done',
          (error: unknown) => constraintOf(error) ?? (error as Error).message,
        );
    expect(await write(`UPDATE booking SET state = 'served' WHERE id = $1`)).toBe('booking_is_as_its_event');
    expect(await write(`UPDATE booking_event SET state = 'served' WHERE booking_id = $1`)).toContain(
      'permission denied',
    );
  });
});
