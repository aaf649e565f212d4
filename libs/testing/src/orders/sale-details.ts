import { ProfileService, ProfilesModule } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from '../world';
import { servicesOf } from '../world-module';

/** A mediator that does not exist. */
export const MEDIATOR = {
  name: 'Médiateur des halles',
  address: null,
  website: 'https://mediateur.example',
} as const;

/** Says of a shop what who sells at a distance has to say: orders that owe money may be opened then. */
export async function tellSaleDetails(
  world: Pick<World, 'config' | 'work' | 'changeBus' | 'pool'>,
  ctx: TenantContext,
  listingId: number,
): Promise<void> {
  const services = await servicesOf(world, [ProfilesModule]);
  const legal = {
    ...{ legalName: null, register: 'RCS Bordeaux 123 456 789', vat: null },
    ...{ mediator: MEDIATOR, terms: null, compliance: true },
  };
  const changes = { phone: '+33556000020', email: 'boutique@example.org', legal };
  // Whether somebody keeps the page is the test's to say.
  const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
  const save = { version: null, changes, author };
  await services.get(ProfileService).save(ctx, listingId, save, services.get(Clock).now());
}
