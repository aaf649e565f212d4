import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TenantState } from '@halles/contracts';
import { DomainError } from '@halles/kernel';
import { updateStatistics } from '@halles/platform/database';
import { isOfPlatform } from '@halles/platform/outbox';
import { makeScratchFolder } from '@halles/platform/storage';
import { listFiles, mediaFolder, type TenantRecord } from '@halles/platform/tenancy';
import type { QueryRunner } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { type Manifest, refuseArchive } from './archive-format';
import { type Rebuild, setAsideIndexes } from './archive-indexes';
import {
  type ArchiveLimits,
  defaultArchiveLimits,
  type UnpackedArchive,
  unpackArchive,
} from './archive-reader';
import type { ArchiveOrigin, ArchiveTrust } from './archive-signature';
import {
  COPY_SETTINGS,
  describeTable,
  listTables,
  loadTable,
  readCounters,
  restoreCounters,
  type TableShape,
} from './archive-tables';
import type { Installation } from './installation';
import { applyMigrations, type MigrationSet, tenantSet } from './migrations';
import { openTenant } from './tenants';

export interface ImportOptions extends Omit<ArchiveTrust, 'own'> {
  readonly limits?: Partial<ArchiveLimits>;
  /** Under another slug than the archive's. */
  readonly slug?: string;
  readonly database?: string;
  readonly state?: TenantState;
  /** The tenant moves here for good: what its outbox still owed is taken over. Otherwise it is a copy (`Tenant.isCopy`). */
  readonly moving?: boolean;
  /** Writes `tenants/<slug>` from the archive too, where there is none: its theme, texts and mails. */
  readonly withFolder?: boolean;
  readonly onProgress?: (step: string) => void;
}

interface Placed {
  /** What became of the folder in the archive: left there as nobody asked for it, or one of that name was there already. */
  readonly folder: 'none' | 'left-out' | 'written' | 'there-already';
  /** What could not be put in place although the tenant is whole, e.g. a theme folder on a read-only disk. */
  readonly warnings: readonly string[];
}

export interface ImportReport extends Placed {
  readonly tenant: TenantRecord;
  /** Who vouches for the archive. */
  readonly origin: ArchiveOrigin;
  readonly rows: number;
  readonly files: number;
}

/**
 * Opens a tenant out of an archive that this installation signed, or one that the operator believes. Everything is checked
 * before anything is made, and the rows are compared with the
 * archive's checksums again inside the transaction that creates them: it is imported whole or not at all.
 * @throws ArchiveRefused, SlugRefused, TenantExists, HostTaken, UnknownDatabase
 */
export async function importTenant(
  installation: Installation,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const scratch = await makeScratchFolder(installation.config, 'import');
  try {
    options.onProgress?.('unpack');
    const trust = { ...options, own: installation.archiveSigner().publicKey };
    const limits = { ...defaultArchiveLimits, ...options.limits };
    const { manifest, origin } = await unpackArchive(file, scratch, trust, limits);
    const slug = options.slug ?? manifest.settings.slug;
    const { tenant, placed } = await installation.alone(slug, () =>
      openFilled(installation, { manifest, origin }, scratch, options),
    );
    return {
      ...placed,
      tenant,
      origin,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.media.length + manifest.theme.length,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Creates the tenant with the archive's rows in it, alone with its slug. Rows that are refused leave no entry of the registry behind. */
async function openFilled(
  installation: Installation,
  { manifest, origin }: UnpackedArchive,
  scratch: string,
  options: ImportOptions,
): Promise<{ readonly tenant: TenantRecord; readonly placed: Placed }> {
  const settings = { ...manifest.settings, slug: options.slug ?? manifest.settings.slug };
  const db = installation.platform();
  const before = await db.query('SELECT 1 FROM tenant WHERE slug = $1', [settings.slug]);
  let refused = false;
  let placed: Placed = { folder: 'none', warnings: [] };
  try {
    const tenant = await openTenant(installation, {
      settings,
      perimeter: { source: '', licence: '', communes: [] },
      ...(options.database === undefined ? {} : { database: options.database }),
      state: options.state ?? 'draft',
      isCopy: options.moving !== true,
      migrations: upTo(manifest.migration),
      fill: async (runner) => {
        try {
          await fillTables(runner, manifest, scratch, options);
          await recordOrigin(runner, manifest, origin, options.moving === true);
          if (options.moving) await copyPendingEvents(runner, manifest);
        } catch (error) {
          refused = true;
          throw error;
        }
      },
      place: async (entry) => {
        placed = await placeFiles(installation, entry, scratch, options.withFolder === true);
      },
    });
    return { tenant, placed };
  } catch (error) {
    if (refused && before.length === 0)
      await db.query('DELETE FROM tenant WHERE slug = $1 AND provisioned_at IS NULL', [settings.slug]);
    throw error;
  }
}

/** The migrations up to the archive's version: its rows fit the tables of its time, and are migrated afterwards. */
function upTo(name: string): MigrationSet {
  const index = tenantSet.classes.findIndex((Migration) => new Migration().name === name);
  if (index < 0) {
    refuseArchive(
      `Elle vient d’une version plus récente du logiciel (${name}) : mettez d’abord celui-ci à jour.`,
      `It comes from a newer version of the software (${name}): update this one first.`,
    );
  }
  return { classes: tenantSet.classes.slice(0, index + 1) };
}

async function fillTables(
  runner: QueryRunner,
  manifest: Manifest,
  scratch: string,
  options: ImportOptions,
): Promise<void> {
  for (const setting of COPY_SETTINGS) await runner.query(setting);
  const shapes = new Map((await listTables(runner)).map((shape) => [shape.name, shape]));
  const references: Rebuild[] = [];
  for (const table of manifest.tables) {
    options.onProgress?.(table.name);
    const shape = shapes.get(table.name);
    if (!shape)
      refuseArchive(`La table « ${table.name} » est inconnue.`, `The table "${table.name}" is unknown.`);
    const file = join(scratch, 'tables', `${table.name}.csv`);
    references.push(
      ...(await orRefuse(table.name, () =>
        fillTable(runner, table, { ...shape, columns: table.columns }, file),
      )),
    );
  }
  for (const { table, sql } of references) await orRefuse(table, () => runner.query(sql));
  await applyMigrations(runner, tenantSet);
  await updateStatistics(
    runner.manager,
    (await listTables(runner)).map(({ name }) => name),
  );
}

/** Writes down in the territory's own audit log where it comes from: whoever took over what nobody vouches for is seen. */
async function recordOrigin(
  runner: QueryRunner,
  manifest: Manifest,
  origin: ArchiveOrigin,
  moving: boolean,
): Promise<void> {
  const detail = { origin: origin.kind, key: origin.publicKey, exportedAt: manifest.exportedAt, moving };
  await runner.query('INSERT INTO audit_log (id, actor, action, detail) VALUES ($1, $2, $3, $4)', [
    uuid(),
    'operator:command',
    'tenant.imported',
    JSON.stringify(detail),
  ]);
}

/** Loads a table and compares it with the archive. Returns its foreign keys, to be made when every table is loaded. */
async function fillTable(
  runner: QueryRunner,
  archived: Manifest['tables'][number],
  shape: TableShape,
  file: string,
): Promise<readonly Rebuild[]> {
  const { indexes, foreignKeys } = await setAsideIndexes(runner, archived.name);
  await loadTable(runner, archived.name, archived.columns, file);
  for (const { sql } of indexes) await runner.query(sql);
  await restoreCounters(runner, archived.name, archived.counters);
  const loaded = await describeTable(runner, shape);
  if (loaded.rows !== archived.rows || loaded.sha256 !== archived.sha256)
    throw new Error('rows differ after loading');
  const counters = await readCounters(runner, archived.name);
  if (JSON.stringify(counters) !== JSON.stringify(archived.counters))
    throw new Error('counters differ after loading');
  return foreignKeys;
}

async function orRefuse<T>(table: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return refuseArchive(
      `La table « ${table} » ne peut pas être chargée.`,
      `The table "${table}" cannot be loaded.`,
      { cause: error },
    );
  }
}

/** Owed from the moment on at which the tenant is published: until then no worker knows it. */
async function copyPendingEvents(runner: QueryRunner, manifest: Manifest): Promise<void> {
  // Of an older version: what its platform owed is about people of its own console.
  const pending = manifest.pending.filter(({ kind }) => !isOfPlatform(kind));
  await runner.query(
    `INSERT INTO platform.outbox (id, tenant_role, kind, ref, next_at)
     SELECT id, current_schema(), kind, ref, clock_timestamp() + interval '1 day'
       FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS owed (id, kind, ref)`,
    [pending.map(() => uuid()), pending.map(({ kind }) => kind), pending.map(({ ref }) => ref)],
  );
}

/** Puts the files in place, each folder in one step. Without its photographs and documents a tenant is not whole. */
async function placeFiles(
  installation: Installation,
  entry: { readonly role: string; readonly slug: string },
  scratch: string,
  withFolder: boolean,
): Promise<Placed> {
  const media = mediaFolder(join(installation.config.home, 'media'), entry);
  // Of an attempt that was interrupted, perhaps of another archive.
  await rm(media, { recursive: true, force: true });
  if (existsSync(join(scratch, 'media'))) await rename(join(scratch, 'media'), media);
  const theme = join(scratch, 'theme');
  if (listFiles(theme).length === 0) return { folder: 'none', warnings: [] };
  const folder = join(installation.config.root, 'tenants', entry.slug);
  // A folder that is there belongs to this installation: it is kept as it is.
  if (existsSync(folder)) return { folder: 'there-already', warnings: [] };
  if (!withFolder) return { folder: 'left-out', warnings: [] };
  try {
    await placeTheme(theme, folder, entry.slug);
    return { folder: 'written', warnings: [] };
  } catch (error) {
    return { folder: 'left-out', warnings: [`folder: ${(error as Error).message}`] };
  }
}

/** On another disk, perhaps: copied beside, and renamed once it is whole. */
async function placeTheme(source: string, target: string, slug: string): Promise<void> {
  const partial = join(dirname(target), `.${slug}.partial`);
  try {
    await rm(partial, { recursive: true, force: true });
    await cp(source, partial, { recursive: true });
    await renameInFolder(join(partial, 'tenant.json'), slug);
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** A folder placed under another slug says so itself, or it would be wrong. */
async function renameInFolder(file: string, slug: string): Promise<void> {
  const settings = JSON.parse(await readFile(file, 'utf8')) as { slug: string };
  if (settings.slug !== slug) await writeFile(file, `${JSON.stringify({ ...settings, slug }, null, 2)}\n`);
}
