import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { perimeterSchema, tenantSettingsSchema } from '@halles/contracts';
import { ImportService } from '@halles/domain/imports';
import { ListingWriter } from '@halles/domain/listings';
import { SearchPlaces } from '@halles/domain/search-index';
import { SeedService, SeedsModule } from '@halles/domain/seeds';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { servicesOf, type World } from '@halles/testing';
import { z } from 'zod';

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

async function makeTown(world: World, folder: string): Promise<TenantContext> {
  const record = await createTenant(world.installation, {
    settings: tenantSettingsSchema.parse(await readJson(join(folder, 'tenant.json'))),
    perimeter: perimeterSchema.parse(await readJson(join(folder, 'perimeter.json'))),
    state: 'live',
  });
  return createContext(toTenant(record), { kind: 'system', job: 'relevance' }, 'relevance');
}

/** Bordeaux with the real places and invented businesses that it ships with. */
export const makeBordeaux = (world: World, root: string): Promise<TenantContext> =>
  makeSeeded(world, root, 'bordeaux');

/** A territory of `tenants` with the places and businesses that it ships with. */
export async function makeSeeded(world: World, root: string, slug: string): Promise<TenantContext> {
  const ctx = await makeTown(world, join(root, 'tenants', slug));
  const seeds = (await servicesOf(world, [SeedsModule])).get(SeedService);
  for (const seed of await seeds.listPending(ctx)) await seeds.load(ctx, seed);
  return ctx;
}

const districtsSchema = z.object({
  districts: z.array(
    z.object({
      name: z.string(),
      commune: z.string(),
      centre: z.tuple([z.number(), z.number()]),
      radius: z.number(),
    }),
  ),
});

/** Metz as an operator opens it from the register. */
export async function makeMetz(world: World, root: string): Promise<TenantContext> {
  const folder = join(root, 'examples', 'metz');
  const ctx = await makeTown(world, join(folder, 'tenant'));
  const { districts } = districtsSchema.parse(await readJson(join(folder, 'tenant', 'districts.json')));
  const services = await servicesOf(world, [SeedsModule]);
  const [writer, places] = [services.get(ListingWriter), services.get(SearchPlaces)];
  await world.work.write(ctx, async (tx) => {
    const circles = districts.map(({ centre: [longitude, latitude], ...district }) => ({
      ...district,
      centre: { longitude, latitude },
    }));
    await places.setDistricts(tx, circles);
    await writer.finish(writer.begin(tx), 'touched', new Date());
  });
  await services.get(ImportService).importHere(ctx, {
    files: {
      source: 'sirene',
      etablissements: join(folder, 'StockEtablissement_metz_utf8.csv.gz'),
      unitesLegales: join(folder, 'StockUniteLegale_metz_utf8.csv.gz'),
    },
    vintage: '2023-11-01',
    dryRun: false,
    partial: false,
    acceptLosses: true,
  });
  return ctx;
}
