import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { TownServices } from '@halles/domain/listings';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { writeListings } from '@halles/testing';
import { HOUR, MINUTE } from '@halles/kernel';
import { AgendaSetup } from './agenda-setup.service';
import { AgendaResources, AgendaServices } from './agenda-items.service';
import { FreeTimes } from '../free-times/free-times.service';
import { BookingHolds } from '../holds/booking-holds.service';
import { BookingHandling } from '../bookings/booking-handling.service';
import { ForgottenBookings } from '../bookings/booking-personal-data';

describe('the settings of an agenda', () => {
  let agendas: AgendasWorld;
  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());

  const aPlace = async (): Promise<number> => {
    const facts = { openingHoursText: 'Mo-Su 09:00-19:00', displayName: 'Garage des Halles' };
    const [id = 0] = await writeListings(agendas.world, agendas.world.here, [{ facts }]);
    return id;
  };

  it('keep what several change at once', async () => {
    const { here } = agendas.world;
    const id = await aPlace();
    const from = Date.parse('2026-12-05T08:00:00Z');
    const pauses = [0, 1, 2, 3, 4].map((at) => ({ from: from + at * HOUR, until: from + (at + 1) * HOUR }));
    await Promise.all([
      agendas.settings.change(here, id, { horizon: 12 }),
      ...pauses.map((pause) => agendas.settings.setPause(here, id, pause, true)),
    ]);
    expect(await agendas.settings.read(here, id)).toMatchObject({ horizon: 12, pauses });
  });

  it('block no time that is over, and say so', async () => {
    const { here } = agendas.world;
    const id = await aPlace();
    const pause = { from: BOOKED_AT.getTime() - HOUR, until: BOOKED_AT.getTime() };
    await expect(agendas.settings.setPause(here, id, pause, true)).rejects.toMatchObject({
      code: 'agenda-time-over',
    });
    await agendas.settings.setPause(here, id, { ...pause, until: pause.until + 1 }, true);
  });

  it('keep times for those who say that they need them, and for the shop itself', async () => {
    const { world, services } = agendas;
    const { here, there } = world;
    const salon = await agendas.aSalon();
    await world.work.write(here, (tx) =>
      tx.manager.query(
        `INSERT INTO calm_hours (id, listing_id, kind, weekday, from_minute, until_minute, is_reserved)
         VALUES ($1, $2, 'fragile', 2, 540, 660, true), ($3, $2, 'helper', 2, 900, 960, false)`,
        [randomUUID(), salon.id, randomUUID()],
      ),
    );
    expect(await agendas.settings.needs(here, salon.id)).toEqual(['fragile']);
    expect(await agendas.settings.needs(there, salon.id)).toEqual([]);
    const first = async (more: object) => {
      const days = { first: 20_788, last: 20_788 };
      const ask = { party: 1, ...more };
      const free = await services.get(FreeTimes).ofService(here, salon.id, salon.service, ask, days);
      return free[0]?.from;
    };
    const until = AT_TEN + HOUR;
    expect([await first({}), await first({ need: 'helper' })]).toEqual([until, until]);
    // Nine o'clock, where it is not too soon.
    expect([await first({ need: 'fragile' }), await first({ isShop: true })]).toEqual([
      ...[AT_TEN - HOUR, AT_TEN - HOUR],
    ]);
    for (const more of [{}, { need: 'helper' }])
      await expect(agendas.place(salon, more)).rejects.toMatchObject({ params: { problem: 'paused' } });
    const hold = { id: randomUUID(), serviceId: salon.service, startsAt: AT_TEN, party: 1 };
    const holds = services.get(BookingHolds);
    await expect(holds.hold(here, salon.id, hold)).rejects.toMatchObject({ params: { problem: 'paused' } });
    expect(await holds.hold(here, salon.id, { ...hold, need: 'fragile' })).toBe(true);
    const booking = await agendas.placed(salon, { need: 'fragile', holdId: hold.id });
    expect(booking.need).toBe('fragile');
    // Whoever has it moves it within what is kept for them.
    const move = { ...bookingMove(booking), actor: 'customer' } as const;
    await agendas.handling.move(here, move, AT_TEN + 30 * MINUTE);
    expect((await agendas.placed(salon, { startsAt: until })).need).toBeNull();
    // What it was serves the appointment, and nothing after it.
    const forgotten = services.get(ForgottenBookings);
    const needOf = async () => (await agendas.handling.get(here, booking.id)).need;
    expect([await forgotten.eraseNeeds(here, new Date(AT_TEN)), await needOf()]).toEqual([0, 'fragile']);
    expect(await forgotten.eraseNeeds(there, new Date(AT_TEN + 24 * HOUR))).toBe(0);
    expect([await forgotten.eraseNeeds(here, new Date(AT_TEN + 24 * HOUR)), await needOf()]).toEqual([
      1,
      null,
    ]);
  });

  it('are opened once, where the form is sent several times at once', async () => {
    const { here } = agendas.world;
    const id = await aPlace();
    const answers = {
      template: 'garage',
      count: 2,
      duration: null,
      gauge: null,
      confirmsByHand: false,
    } as const;
    const setup = agendas.services.get(AgendaSetup);
    const words = { resource: 'Pont', services: { service: 'Révision', tyres: 'Pneus' } };
    await Promise.all([1, 2, 3].map(() => setup.open(here, id, answers, words)));
    expect(await agendas.services.get(AgendaResources).list(here, id)).toHaveLength(2);
    expect(await agendas.services.get(AgendaServices).list(here, id)).toHaveLength(3);
  });

  it('of a service of the town have search find it by what can be booked there, and no shop by that', async () => {
    const { world, services } = agendas;
    const input = {
      ...{ id: randomUUID(), name: 'Guichet', street: '1 place de la Mairie', postalCode: '33000' },
      ...{ communeCode: '33063', phone: null, email: null },
    };
    await writeListings(world, world.here, [{}]);
    const desk = await services.get(TownServices).add(world.here, input, null, BOOKED_AT);
    const shop = await aPlace();
    const words = (id: number): Promise<string[]> =>
      world.work.read(world.here, async ({ manager }) => {
        const rows = await manager.query<{ value: string }[]>(
          `SELECT k.value FROM search_entry e JOIN search_key k ON k.id = e.key
            WHERE e.listing = $1 AND k.kind = 'word' ORDER BY k.value`,
          [id],
        );
        return rows.map(({ value }) => value);
      });
    const save = (listing: number, id: string) =>
      services
        .get(AgendaServices)
        .save(
          world.here,
          listing,
          id,
          agendaServiceSchema.parse({ name: 'Recensement citoyen', duration: 20 }),
        );
    const [known, booked] = [await words(desk), randomUUID()];
    await save(desk, booked);
    await save(shop, randomUUID());
    expect(await words(desk)).toEqual([...known, 'citoyen', 'recensement'].toSorted());
    expect(await words(shop)).not.toContain('recensement');
    await services.get(AgendaServices).archive(world.here, desk, booked);
    expect(await words(desk)).toEqual(known);
  });

  it('that confirm by hand end what was not confirmed before its time, once', async () => {
    const { here, there } = agendas.world;
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    const booking = await agendas.placed(salon);
    const handling = agendas.services.get(BookingHandling);
    const end = (ctx = here): Promise<number> => handling.endUnconfirmed(ctx, () => false);
    expect([booking.state, await end()]).toEqual(['pending', 0]);
    agendas.at(booking.startsAt);
    expect([await end(there), await end(), await end()]).toEqual([0, 1, 0]);
    expect(await handling.get(here, booking.id)).toMatchObject({ state: 'revoked' });
    expect((await handling.events(here, booking.id)).at(-1)).toMatchObject({
      actor: 'system',
      reason: 'not-confirmed',
    });
  });
});
