import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { TownServices } from '@halles/domain/listings';
import { type AgendasWorld, BOOKED_AT, openAgendasWorld } from '@halles/testing/agendas';
import { writeListings } from '@halles/testing';
import { HOUR } from '@halles/kernel';
import { AgendaSetup } from './agenda-setup.service';
import { AgendaResources, AgendaServices } from './agenda-items.service';
import { BookingHandling } from '../bookings/booking-handling.service';

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
