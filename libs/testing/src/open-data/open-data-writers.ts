import { join } from 'node:path';
import { OpenDataModule, OpenDataWriter } from '@halles/domain/open-data';
import { systemClock } from '@halles/kernel';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from '../world';
import { servicesOf, type worldModule } from '../world-module';

type WorldParts = Parameters<typeof worldModule>[0];

/** The storage of a world, as its servers have it. */
export const storageOf = (world: Pick<World, 'config'>): DiskStorage =>
  new DiskStorage(join(world.config.home, 'media'), systemClock);

/** The services of open data of a world: each call gives those of another worker. */
export const openDataServices = (world: WorldParts, storage: FileStorage = storageOf(world)) =>
  servicesOf(world, [OpenDataModule], [{ provide: FileStorage, useValue: storage }]);

/** Writes the files of open data of a territory where they are due, as the worker does. @returns whether they were */
export async function writeOpenData(
  world: WorldParts,
  ctx: TenantContext,
  now = new Date(),
): Promise<boolean> {
  const services = await openDataServices(world);
  return services.get(OpenDataWriter).writeIfDue(ctx, now, new AbortController().signal);
}
