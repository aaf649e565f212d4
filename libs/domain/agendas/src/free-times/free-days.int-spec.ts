import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { DAY, HOUR } from '@halles/kernel';
import { wallTime } from '@halles/domain/hours';
import { PlaceGauges } from '@halles/domain/place-days';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { changedHours } from '@halles/testing/orders';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgenda,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { AgendaSessions } from '../sessions/agenda-sessions.service';
import { AgendaResources, AgendaServices } from '../settings/agenda-items.service';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { BookingTimes } from './booking-times.service';
import { FreeDayRepository } from './free-days.repository';
import { FREE_DAYS, FreeDays } from './free-days.service';
import { FreeTimes } from './free-times.service';

const ZONE = 'Europe/Paris';

describe('when something can be booked', () => {
  let agendas: AgendasWorld;
  let days: FreeDays;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    days = agendas.services.get(FreeDays);
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const next = async (
    salon: Salon,
    span: { from: number; until: number } | null = null,
    ctx?: TenantContext,
  ) => {
    const found = await agendas.world.work.read(ctx ?? agendas.world.here, (tx) =>
      days.nextIn(tx, [salon.id], span),
    );
    return found.get(salon.id)?.startsAt ?? null;
  };
  /** What the booking page offers, as what is known to searches. */
  const offered = async ({ id, service }: Salon): Promise<number[]> => {
    const { day } = wallTime(ZONE, BOOKED_AT.getTime());
    const range = { first: day, last: day + FREE_DAYS - 1 };
    const free = await agendas.services
      .get(FreeTimes)
      .ofService(agendas.world.here, id, service, { party: 1 }, range);
    return free.map(({ from }) => from);
  };
  const known = async ({ id }: Salon): Promise<number[]> => {
    const rows = await agendas.rowsOf<{ at: number }>(
      `SELECT lower(r) AS at FROM agenda_free f, unnest(f.starts) AS r WHERE f.listing_id = $1 AND NOT f.is_stale ORDER BY 1`,
      [id],
    );
    return rows.map(({ at }) => at * 60_000);
  };
  const run = (ctx = agendas.world.here) => days.run(ctx);

  it('is what the page of the agenda offers, after each change', async () => {
    const { world, handling, services, settings } = agendas;
    const salon = await agendas.aSalon();
    await run();
    expect(await known(salon)).toEqual(await offered(salon));
    const booking = await agendas.placed(salon);
    const later = { from: AT_TEN - HOUR, until: AT_TEN + HOUR };
    const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['it is booked', () => agendas.place(salon, { startsAt: AT_TEN + DAY })],
      ['it is moved', () => handling.move(world.here, bookingMove(booking), AT_TEN + HOUR)],
      [
        'it is cancelled',
        async () =>
          handling.take(
            world.here,
            bookingMove(await handling.get(world.here, booking.id)),
            'revoked',
            'other',
          ),
      ],
      ['time is blocked', () => settings.setPause(world.here, salon.id, later, true)],
      [
        'somebody is away',
        () =>
          services.get(AgendaResources).save(world.here, salon.id, salon.staff[0] ?? '', {
            ...{ kind: 'staff', name: 'Inès', capacity: 1, partyMax: null, isActive: true, absences: [] },
            hours: 'We-Fr 09:00-12:00',
          }),
      ],
      [
        'it takes longer',
        async () => {
          const [service] = await services.get(AgendaServices).list(world.here, salon.id);
          if (service) {
            const { id, ...input } = service;
            await services.get(AgendaServices).save(world.here, salon.id, id, { ...input, duration: 90 });
          }
        },
      ],
      [
        'its gauge is lowered',
        () =>
          services
            .get(PlaceGauges)
            .save(world.here, salon.id, { surface: null, people: 1, staff: 1, isHouseholdOne: false }),
      ],
      ['it is closed', () => settings.change(world.here, salon.id, { isOpen: false })],
    ];
    for (const [change, make] of changes) {
      await make();
      const page = change === 'it is closed' ? [] : await offered(salon);
      // Before it is computed anew, too, nothing is promised that the page does not have.
      expect([change, (await known(salon)).filter((at) => !page.includes(at))]).toEqual([change, []]);
      await run();
      expect([change, await known(salon)]).toEqual([change, page]);
    }
  });

  it('is computed of each day that lacks, also between others', async () => {
    const salon = await agendas.aSalon();
    await run();
    const { work, here } = agendas.world;
    await work.write(here, (tx) =>
      tx.manager.query(`DELETE FROM agenda_free WHERE listing_id = $1 AND day = '2026-12-03'`, [salon.id]),
    );
    await run();
    expect(await known(salon)).toEqual(await offered(salon));
  });

  it('is written where a day lacks alone, and in no territory that is archived', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    await run({ ...here, tenant: { ...here.tenant, state: 'archived' } });
    expect(await known(salon)).toEqual([]);
    await run();
    expect((await known(salon)).length).toBeGreaterThan(0);
    const write = jest.spyOn(agendas.services.get(UnitOfWork), 'write');
    await run();
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
    agendas.at(new Date(BOOKED_AT.getTime() + DAY));
    expect(await run()).toBeGreaterThan(0);
  });

  it('is read once for all services of an agenda', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    const cut = { name: 'Barbe', duration: 90, resourceIds: [...salon.staff] };
    const second = agendaServiceSchema.parse(cut);
    await agendas.services.get(AgendaServices).save(here, salon.id, randomUUID(), second);
    await agendas.place(salon);
    const reading = jest.spyOn(agendas.services.get(BookingTimes), 'reading');
    await run();
    const places = reading.mock.calls.map(([, place]) => place.listing.id);
    reading.mockRestore();
    expect(places.filter((id) => id === salon.id)).toHaveLength(1);
    expect(await known(salon)).toEqual(await offered(salon));
  });

  it('follows the hours of the place', async () => {
    const { world } = agendas;
    const salon = await agendas.aSalon();
    await run();
    const before = await known(salon);
    await (
      await changedHours(world)
    )(salon.id, { shopHours: 'We 15:00-17:00' });
    expect(await known(salon)).toEqual([]);
    await run();
    expect(before.length).toBeGreaterThan((await known(salon)).length);
    expect(await known(salon)).toEqual(await offered(salon));
  });

  it('is said first time first, behind the notice, and not while a day before is not known', async () => {
    const salon = await agendas.aSalon({ settings: { notice: 120 } });
    await run();
    // Nine o'clock is two hours from seven; ten minutes later it is too near.
    expect(await next(salon)).toBe(AT_TEN - HOUR);
    agendas.at(new Date(BOOKED_AT.getTime() + 10 * 60_000));
    expect(await next(salon)).toBe(AT_TEN - HOUR / 2);
    expect(await next(salon, { from: AT_TEN + DAY, until: AT_TEN + DAY + HOUR })).toBe(AT_TEN + DAY);
    expect(await next(salon, { from: AT_TEN + 9 * HOUR, until: AT_TEN + 10 * HOUR })).toBeNull();
    await agendas.place(salon);
    expect(await next(salon)).toBeNull();
    expect(await next(salon, { from: AT_TEN + 3 * DAY, until: AT_TEN + 4 * DAY })).toBe(AT_TEN + 3 * DAY);
    await run();
    expect(await next(salon)).toBe(AT_TEN - HOUR / 2);
  });

  it('keeps nothing that was computed while somebody booked', async () => {
    const salon = await agendas.aSalon();
    await run();
    const repository = agendas.services.get(FreeDayRepository);
    const save = repository.save.bind(repository);
    await agendas.settings.save(agendas.world.here, salon.id, openAgenda());
    const spied = jest.spyOn(repository, 'save').mockImplementation(async (tx, id, ...rest) => {
      // Behind what it read, and before it writes.
      if (id === salon.id) await agendas.place(salon);
      return save(tx, id, ...rest);
    });
    await run();
    spied.mockRestore();
    expect((await known(salon)).filter((at) => at === AT_TEN)).toEqual([]);
    expect(await next(salon)).toBeNull();
    await run();
    expect(await known(salon)).toEqual(await offered(salon));
  });

  it('shows a day with a session as open, although the place is closed', async () => {
    const { world, services } = agendas;
    const salon = await agendas.aSalon({ service: { isGroup: true, duration: 90 } });
    const sunday = AT_TEN + 5 * DAY;
    const asked = { serviceId: salon.service, startsAt: [sunday], seats: 2, place: 'Atelier' };
    await services.get(AgendaSessions).add(world.here, salon.id, asked);
    const glanced = async () => {
      await run();
      const all = await world.work.read(world.here, async (tx) => {
        const place = await services.get(AgendaPlaces).get(tx, salon.id);
        return days.glanceIn(tx, place, 14);
      });
      return [5, 12].map((later) => all[later]).map((one) => [one?.free, one?.isOpen]);
    };
    expect(await glanced()).toEqual([
      [1, true],
      [0, false],
    ]);
    await agendas.place(salon, { startsAt: sunday, party: 2 });
    // All seats are taken: it is full, and not closed.
    expect((await glanced())[0]).toEqual([0, true]);
  });

  it('is of its own territory, from today on', async () => {
    const { world } = agendas;
    const salon = await agendas.aSalon({}, world.there);
    await run();
    expect(await next(salon, null, world.there)).toBeNull();
    await run(world.there);
    expect(await next(salon, null, world.there)).toBe(AT_TEN - HOUR);
    agendas.at(new Date(BOOKED_AT.getTime() + 2 * DAY));
    await run(world.there);
    const kept = await world.work.read(world.there, (tx) =>
      tx.manager.query(
        'SELECT min(day)::text AS first, count(*)::int AS days FROM agenda_free WHERE listing_id = $1',
        [salon.id],
      ),
    );
    expect(kept).toEqual([{ first: '2026-12-03', days: FREE_DAYS }]);
  });
});
