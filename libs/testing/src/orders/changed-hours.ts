import type { ProfileChanges } from '@halles/contracts';
import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import type { World } from '../world';
import { servicesOf } from '../world-module';

/** Changes what a shop of the first territory says of its hours: a day off, a holiday, other hours. */
export async function changedHours(
  world: World,
  now: () => Date = () => new Date(),
): Promise<(listing: number, changes: ProfileChanges) => Promise<void>> {
  const profiles = (await servicesOf(world, [ProfilesModule])).get(ProfileService);
  return async (listing, changes) => {
    const { version } = await profiles.find(world.here, listing);
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    await profiles.save(world.here, listing, { version, changes, author }, now());
  };
}
