import { PlaceDaysModule, PlaceGauges } from '@halles/domain/place-days';
import { Clock, HOUR, MINUTE } from '@halles/kernel';
import { servicesOf } from '@halles/testing';
import { type AgendasWorld, AT_TEN, BOOKED_AT, openAgendasWorld } from '@halles/testing/agendas';
import { GaugesModule } from './gauges.module';
import { TerritoryOccupancy } from './territory-occupancy.service';

/** The day of the bookings is a Tuesday. */
const TUESDAY = 1;

describe('how busy the places of a territory are', () => {
  let agendas: AgendasWorld;
  let occupancy: TerritoryOccupancy;
  let gauges: PlaceGauges;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    const clock = { provide: Clock, useValue: { now: () => BOOKED_AT } };
    const services = await servicesOf(agendas.world, [GaugesModule, PlaceDaysModule], [clock]);
    occupancy = services.get(TerritoryOccupancy);
    gauges = services.get(PlaceGauges);
  });
  afterAll(() => agendas.world.close());

  const hours = async () => {
    const { days } = await occupancy.week(agendas.world.here);
    return new Map(days[TUESDAY]?.hours.map((hour) => [hour.hour, hour]));
  };
  const count = (listing: number, at: number, peak: number): Promise<unknown> =>
    agendas.world.work.write(agendas.world.here, ({ manager }) =>
      manager.query('INSERT INTO footfall_hour (listing_id, hour, entries, peak) VALUES ($1, $2, $3, $4)', [
        ...[listing, new Date(at), peak + 2, peak],
      ]),
    );

  it('is who has an appointment and who was counted at the doors, hour by hour, of this territory and this week alone', async () => {
    const { here, there } = agendas.world;
    const empty = await occupancy.week(here);
    expect(empty.days.flatMap(({ hours: all }) => all)).toHaveLength(7 * 24);
    expect([empty.today, empty.days[TUESDAY]?.day, empty.limitedPlaces]).toEqual([
      '2026-12-01',
      '2026-12-01',
      0,
    ]);

    const [salon, other] = [await agendas.aSalon({ service: { duration: 90 } }), await agendas.aSalon()];
    await gauges.save(here, salon.id, { surface: null, people: 6, staff: 0, isHouseholdOne: false });
    // Half past nine to eleven on the clock of the territory, and one who cancelled.
    await agendas.placed(salon, { startsAt: AT_TEN - 30 * MINUTE });
    const gone = await agendas.placed(other, { startsAt: AT_TEN });
    await agendas.handling.take(
      here,
      {
        ...{ listingId: other.id, bookingId: gone.id, seen: gone.event },
        actor: 'customer',
        accountId: null,
      },
      'excused',
    );
    await count(salon.id, AT_TEN, 4);
    await count(other.id, AT_TEN, 3);
    await count(other.id, AT_TEN - 7 * 24 * HOUR, 50);

    const shown = await hours();
    expect([shown.get(9), shown.get(10), shown.get(11)]).toEqual([
      { hour: 9, booked: 1, collected: 0, walkedIn: 0, limited: 1, capacity: 6 },
      { hour: 10, booked: 1, collected: 0, walkedIn: 7, limited: 5, capacity: 6 },
      { hour: 11, booked: 0, collected: 0, walkedIn: 0, limited: 0, capacity: 6 },
    ]);
    expect((await occupancy.week(here)).limitedPlaces).toBe(1);
    // Places whose limits do not count the same are of two classes, and both are in the part that is occupied.
    await gauges.save(here, other.id, { surface: null, people: 9, staff: 0, isHouseholdOne: true });
    expect([(await hours()).get(10), (await occupancy.week(here)).limitedPlaces]).toEqual([
      { hour: 10, booked: 1, collected: 0, walkedIn: 7, limited: 8, capacity: 15 },
      2,
    ]);
    const elsewhere = await occupancy.week(there);
    expect(
      elsewhere.days
        .flatMap(({ hours: all }) => all)
        .every(({ walkedIn, booked }) => walkedIn + booked === 0),
    ).toBe(true);
  });
});
