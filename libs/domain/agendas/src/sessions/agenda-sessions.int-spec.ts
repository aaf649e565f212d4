import { randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import type { TenantContext } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import { outcomesOf } from '@halles/testing/orders';
import { BookingHolds } from '../holds/booking-holds.service';
import { AgendaCalendars } from '../calendar/agenda-calendars.service';
import { AgendaSessions } from './agenda-sessions.service';

/** Saturday, three in the afternoon, when the shop of the tests is open. */
const SATURDAY = AT_TEN + 4 * DAY + 5 * HOUR;

describe('sessions', () => {
  let agendas: AgendasWorld;
  let sessions: AgendaSessions;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    sessions = agendas.services.get(AgendaSessions);
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const here = () => agendas.world.here;
  const by = { actor: 'merchant', accountId: randomUUID() } as const;
  /** A workshop with its next session. */
  const aWorkshop = async (
    seats: number,
    more: object = {},
  ): Promise<Salon & { readonly session: string }> => {
    const salon = await agendas.aSalon({ service: { isGroup: true, duration: 90 }, ...more });
    const asked = { serviceId: salon.service, startsAt: [SATURDAY], seats, place: 'Atelier' };
    await sessions.add(here(), salon.id, asked);
    const [session] = await sessions.upcoming(here(), salon.id);
    return { ...salon, session: session?.id ?? '' };
  };
  const book = (salon: Salon, party: number, more: object = {}) =>
    agendas.placed(salon, { startsAt: SATURDAY, party, ...more });
  const problem = (name: string) => ({ params: { problem: name } });
  /** How many mails to customers were promised of the second step of some bookings. */
  const promised = async (ids: readonly string[]): Promise<number> => {
    const events = await agendas.rowsOf<{ id: string }>(
      'SELECT id FROM booking_event WHERE booking_id = ANY ($1::uuid[]) AND event = 2',
      [ids],
    );
    const rows = await platformOf(agendas.world).query(
      `SELECT 1 FROM platform.outbox WHERE kind = 'booking.notify-customer' AND ref = ANY ($1)`,
      [events.map(({ id }) => id)],
    );
    return rows.length;
  };

  it('are booked as long as there are seats, held ones counted, and the last one once', async () => {
    const workshop = await aWorkshop(4);
    const first = await book(workshop, 2);
    expect(first).toMatchObject({
      sessionPlace: 'Atelier',
      resources: [],
      endsAt: new Date(SATURDAY + 90 * MINUTE),
    });
    await expect(book(workshop, 3)).rejects.toMatchObject(problem('seats'));
    const holds = agendas.services.get(BookingHolds);
    const held = { id: randomUUID(), serviceId: workshop.service, startsAt: SATURDAY, party: 1 };
    expect(await holds.hold(here(), workshop.id, held)).toBe(true);
    await expect(book(workshop, 2)).rejects.toMatchObject(problem('seats'));
    const five = Array.from({ length: 5 }, (_, one) => book(workshop, 1, { name: `Ami ${one}` }));
    const outcomes = outcomesOf(await Promise.allSettled(five));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    // What was held is its holder's.
    await book(workshop, 1, { holdId: held.id });
    // Who cancels gives seats back.
    await agendas.handling.take(here(), bookingMove(first, { actor: 'customer' }), 'excused');
    await book(workshop, 2);
  });

  it('begin at no other time, within notice and horizon, and take nobody once they are closed or over', async () => {
    const workshop = await aWorkshop(4, { settings: { notice: 120, horizon: 10 } });
    await expect(book(workshop, 1, { startsAt: SATURDAY + HOUR })).rejects.toMatchObject(
      problem('not-offered'),
    );
    await sessions.close(here(), workshop.id, workshop.session, true);
    await expect(book(workshop, 1)).rejects.toMatchObject(problem('closed'));
    await sessions.close(here(), workshop.id, workshop.session, false);
    await book(workshop, 1);
    const asked = { serviceId: workshop.service, seats: 4, place: null };
    await sessions.add(here(), workshop.id, { ...asked, startsAt: [SATURDAY + 14 * DAY] });
    const far = book(workshop, 1, { startsAt: SATURDAY + 14 * DAY });
    await expect(far).rejects.toMatchObject(problem('beyond-horizon'));
    agendas.at(new Date(SATURDAY - HOUR));
    await expect(book(workshop, 1)).rejects.toMatchObject(problem('too-soon'));
    agendas.at(new Date(SATURDAY + MINUTE));
    await expect(book(workshop, 1)).rejects.toMatchObject(problem('past'));
    await expect(sessions.close(here(), workshop.id, workshop.session, true)).rejects.toMatchObject({
      code: 'agenda-session-over',
    });
  });

  it('count in the gauge by who booked, and not by the seats that are offered', async () => {
    const workshop = await aWorkshop(8, { gauge: 3 });
    await book(workshop, 2);
    await expect(book(workshop, 2)).rejects.toMatchObject(problem('gauge-full'));
    await book(workshop, 1);
  });

  it('take who serves for them, and are not made where they are taken', async () => {
    const plain = await agendas.aSalon();
    const none = { serviceId: plain.service, startsAt: [SATURDAY], seats: 4, place: null };
    await expect(sessions.add(here(), plain.id, none)).rejects.toMatchObject({
      code: 'agenda-service-not-found',
    });
    const salon = await aWorkshop(4);
    const { service: haircut } = await agendas.anAgenda(salon.id, { service: { resourceIds: salon.staff } });
    const cut = { ...salon, service: haircut };
    await expect(agendas.place(cut, { startsAt: SATURDAY + HOUR })).rejects.toMatchObject(problem('full'));
    await agendas.place(cut, { startsAt: SATURDAY + 2 * HOUR });
    const asked = { serviceId: salon.service, seats: 4, place: null };
    for (const startsAt of [[SATURDAY], [SATURDAY + HOUR], [SATURDAY + DAY, SATURDAY + 2 * HOUR]])
      await expect(sessions.add(here(), salon.id, { ...asked, startsAt })).rejects.toMatchObject({
        code: 'agenda-session-overlaps',
      });
    // All or none.
    expect(await sessions.upcoming(here(), salon.id)).toHaveLength(1);
    await expect(
      sessions.add(here(), salon.id, { ...asked, startsAt: [BOOKED_AT.getTime()] }),
    ).rejects.toMatchObject({
      code: 'agenda-session-over',
    });
  });

  it('are moved and cancelled with all who come, each of whom is told; elsewhere nothing is', async () => {
    const workshop = await aWorkshop(6);
    const other = await agendas.aSalon({ service: { isGroup: true } });
    const booked = [
      await book(workshop, 2),
      await book(workshop, 1, { name: 'Paul', email: 'paul@example.org' }),
    ];
    const ids = booked.map(({ id }) => id);
    const { here: tenant, there } = agendas.world;
    for (const [ctx, listing] of [
      [tenant, other.id],
      [there, workshop.id],
    ] as const)
      await expect(sessions.cancel(ctx, listing, workshop.session, by, 'absent')).rejects.toMatchObject({
        code: 'agenda-session-not-found',
      });
    await expect(sessions.resize(tenant, workshop.id, workshop.session, 2)).rejects.toMatchObject({
      ...{ code: 'agenda-session-seats-taken', params: { taken: 3 } },
    });
    await sessions.resize(tenant, workshop.id, workshop.session, 3);
    await sessions.move(tenant, workshop.id, workshop.session, by, SATURDAY + HOUR);
    for (const id of ids)
      expect((await agendas.handling.get(tenant, id)).startsAt).toEqual(new Date(SATURDAY + HOUR));
    expect(await promised(ids)).toBe(2);
    const { session, bookings } = await sessions.find(tenant, workshop.id, workshop.session);
    expect([session.taken, bookings.length]).toEqual([3, 2]);

    await sessions.cancel(tenant, workshop.id, workshop.session, by, 'absent');
    const after = await agendas.handling.get(tenant, ids[0] ?? '');
    expect([after.state, after.event]).toEqual(['revoked', 3]);
    // A booking of a session that does not take place is not taken back.
    await expect(agendas.handling.take(tenant, bookingMove(after), 'confirmed')).rejects.toMatchObject(
      problem('not-offered'),
    );
    await expect(agendas.place(workshop, { startsAt: SATURDAY + HOUR })).rejects.toMatchObject(
      problem('not-offered'),
    );
  });

  it('stand in the calendar of their shop alone, with what is held beside them', async () => {
    const workshop = await aWorkshop(8);
    await agendas.place(workshop, { startsAt: SATURDAY, party: 2 });
    const hold = { id: randomUUID(), serviceId: workshop.service, startsAt: SATURDAY, party: 1 };
    const holds = agendas.services.get(BookingHolds);
    expect(await holds.hold(here(), workshop.id, hold)).toBe(true);
    const salon = await agendas.aSalon();
    const cut = { id: randomUUID(), serviceId: salon.service, startsAt: AT_TEN, party: 1 };
    expect(await holds.hold(here(), salon.id, cut)).toBe(true);
    const calendars = agendas.services.get(AgendaCalendars);
    const read = (ctx: TenantContext, id: number) => calendars.read(ctx, id, { first: 20_788, last: 20_792 });
    const shown = await read(here(), workshop.id);
    // Seats that are held are counted by their session.
    expect([shown.sessions, shown.holds]).toMatchObject([
      [{ id: workshop.session, seats: 8, taken: 3, resourceIds: workshop.staff, serviceName: 'Coupe' }],
      [],
    ]);
    expect((await read(here(), salon.id)).holds).toMatchObject([
      {
        id: cut.id,
        serviceName: 'Coupe',
        resourceIds: salon.staff,
        waiting: null,
        startsAt: new Date(AT_TEN),
      },
    ]);
    expect((await read(agendas.world.there, salon.id)).holds).toEqual([]);
    agendas.at(new Date(BOOKED_AT.getTime() + HOUR));
    expect((await read(here(), salon.id)).holds).toEqual([]);
  });
});
