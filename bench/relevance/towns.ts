import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Perimeter, perimeterSchema, tenantSettingsSchema } from '@halles/contracts';
import { createDirectoryImports } from '@halles/domain/directory';
import { createSeeds } from '@halles/domain/seeds';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { aTerritory, type World } from '@halles/testing';

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

/** Bordeaux with the real places and invented businesses that it ships with. */
export async function makeBordeaux(world: World, root: string): Promise<TenantContext> {
  const folder = join(root, 'tenants', 'bordeaux');
  const record = await createTenant(world.installation, {
    settings: tenantSettingsSchema.parse(await readJson(join(folder, 'tenant.json'))),
    perimeter: perimeterSchema.parse(await readJson(join(folder, 'perimeter.json'))),
    state: 'live',
  });
  const ctx = createContext(toTenant(record), { kind: 'system', job: 'relevance' }, 'relevance');
  const seeds = createSeeds(world.work, root);
  for (const seed of await seeds.listPending(ctx)) await seeds.load(ctx, seed);
  return ctx;
}

const metzPerimeter: Perimeter = {
  source: 'Insee',
  licence: 'Licence Ouverte 2.0 (Etalab)',
  communes: [{ code: '57463', name: 'Metz', population: 121_695, centre: [6.1757, 49.1193] }],
};

/** Metz as an operator opens it from the register. */
export async function makeMetz(
  world: World,
  root: string,
  files: { readonly etablissements: string; readonly unitesLegales: string },
): Promise<TenantContext> {
  const settings = { ...aTerritory('metz'), slug: 'metz' };
  const record = await createTenant(world.installation, {
    settings: { ...settings, territory: { ...settings.territory, name: 'Metz', code: '57463' } },
    perimeter: metzPerimeter,
    state: 'live',
  });
  const ctx = createContext(toTenant(record), { kind: 'system', job: 'relevance' }, 'relevance');
  const { imports } = createDirectoryImports(world.work, root);
  await imports.importHere(ctx, {
    files: { source: 'sirene', ...files },
    vintage: '2023-11-01',
    dryRun: false,
    partial: false,
    acceptLosses: true,
  });
  return ctx;
}
