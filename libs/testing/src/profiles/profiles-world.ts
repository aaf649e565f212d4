import { PersonalData } from '@halles/domain/accounts';
import { type Listing, ListingRepository, ListingWriter } from '@halles/domain/listings';
import { ProfileService, ProfilesModule, ProfileWriter } from '@halles/domain/profiles';
import { writeListings } from '../listings';
import { openWorld, type World } from '../world';
import { servicesOf } from '../world-module';

/** A world with the services of profiles, and what their tests do again and again. */
export interface ProfilesWorld {
  readonly world: World;
  readonly service: ProfileService;
  readonly writer: ProfileWriter;
  readonly directory: ListingWriter;
  /** What every feature has of a person. */
  readonly people: PersonalData;
  /** A business whose page somebody keeps: the register calls it PAUL SAS, OpenStreetMap knows its hours. */
  aKeptListing(now: Date): Promise<number>;
  /** What everybody reads of a business of the first territory. @throws Error where nothing is shown */
  shown(listing: number): Promise<Listing>;
  /** How many jobs wait to show what is said of it. */
  countJobs(listing: number): Promise<number>;
}

export async function openProfilesWorld(): Promise<ProfilesWorld> {
  const world = await openWorld();
  const { here } = world;
  const services = await servicesOf(world, [ProfilesModule]);
  const service = services.get(ProfileService);
  const writer = services.get(ProfileWriter);
  const listings = new ListingRepository();
  return {
    world,
    service,
    writer,
    directory: services.get(ListingWriter),
    people: services.get(PersonalData, { strict: false }),
    aKeptListing: async (now) => {
      const hours = { openingHoursText: 'Mo-Sa 07:00-19:30', contact: { website: 'https://osm.example/' } };
      const name = { displayName: 'PAUL SAS', contact: { phone: '+33556000001' } };
      const sources = [
        { source: 'sirene', facts: name },
        { source: 'osm', facts: hours },
      ] as const;
      const [id = 0] = await writeListings(world, here, [sources], now);
      await world.work.write(here, (tx) => writer.keep(tx, id, now));
      return id;
    },
    shown: async (id) => {
      const listing = await world.work.read(here, (tx) => listings.find(tx, id));
      if (!listing) throw new Error('it is shown');
      return listing;
    },
    countJobs: async (id) => {
      const [row] = await world.installation
        .platform()
        .query<{ count: number }>(
          `SELECT count(*)::int AS count FROM outbox WHERE kind = 'profile.resolve' AND ref = $1`,
          [(await service.find(here, id)).id ?? ''],
        );
      return row?.count ?? 0;
    },
  };
}
