import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { TenantState } from '@halles/contracts';
import { DomainError } from '@halles/kernel';
import { mediaFolder, type TenantRecord } from '@halles/platform/tenancy';
import { extract as createExtract } from 'tar-stream';
import type { QueryRunner } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { hashFile, listFiles, type Manifest, manifestSchema, refuseArchive } from './archive-format';
import { COPY_SETTINGS, dumpTable, listTables, loadTable } from './archive-tables';
import type { Installation } from './installation';
import { applyMigrations, type MigrationSet, tenantSet } from './migrations';
import { createTenant } from './tenants';

export interface ImportOptions {
  /** Under another slug than the archive's. */
  readonly slug?: string;
  readonly database?: string;
  readonly state?: TenantState;
  /** The tenant moves here for good: what its outbox still owed is taken over. A copy sends nothing. */
  readonly moving?: boolean;
  readonly onProgress?: (step: string) => void;
}

export interface ImportReport {
  readonly tenant: TenantRecord;
  readonly rows: number;
  readonly files: number;
  /** What could not be put in place although the tenant is whole, e.g. a theme folder on a read-only disk. */
  readonly warnings: readonly string[];
}

/**
 * Opens a tenant out of an archive. Everything is checked before anything is made, and the rows are compared with the
 * archive's checksums again inside the transaction that creates them: it is imported whole or not at all.
 * @throws ArchiveRefused, SlugRefused, TenantExists, HostTaken, UnknownDatabase
 */
export async function importTenant(
  installation: Installation,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const scratch = await mkdtemp(join(tmpdir(), 'halles-import-'));
  try {
    options.onProgress?.('unpack');
    await unpack(file, scratch);
    const manifest = await readManifest(scratch);
    await verifyFiles(manifest, scratch);
    const settings = { ...manifest.settings, slug: options.slug ?? manifest.settings.slug };
    const tenant = await createTenant(installation, {
      settings,
      perimeter: { source: '', licence: '', communes: [] },
      ...(options.database === undefined ? {} : { database: options.database }),
      state: options.state ?? 'draft',
      migrations: upTo(manifest.migration),
      fill: (runner) => fillTables(runner, manifest, scratch, options),
    });
    if (options.moving) await takeOverPending(installation, tenant, manifest);
    const warnings = await placeFiles(installation, tenant, scratch);
    return {
      tenant,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.media.length + manifest.theme.length,
      warnings,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
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

const ENTRY = /^(?:manifest\.json|(?:tables|media|theme)\/.+)$/;

async function unpack(file: string, scratch: string): Promise<void> {
  const extract = createExtract();
  const write = async (): Promise<void> => {
    for await (const entry of extract) {
      const { name, type } = entry.header;
      if (type !== 'file' || !ENTRY.test(name) || name.split('/').includes('..'))
        throw new Error(`unexpected entry ${name}`);
      await mkdir(dirname(join(scratch, name)), { recursive: true });
      await pipeline(entry, createWriteStream(join(scratch, name)));
    }
  };
  try {
    await Promise.all([pipeline(createReadStream(file), createGunzip(), extract), write()]);
  } catch (error) {
    refuseArchive('Ce fichier n’est pas une archive lisible.', 'This file is not a readable archive.', {
      cause: error,
    });
  }
}

async function readManifest(scratch: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(scratch, 'manifest.json'), 'utf8')));
  } catch (error) {
    return refuseArchive('Son manifeste manque ou est faux.', 'Its manifest is missing or wrong.', {
      cause: error,
    });
  }
}

/** Each listed file is there and unchanged, and nothing else is. */
async function verifyFiles(manifest: Manifest, scratch: string): Promise<void> {
  const expected = new Map<string, string>([
    ...manifest.tables.map((table): [string, string] => [`tables/${table.name}.csv`, table.sha256]),
    ...manifest.media.map((entry): [string, string] => [`media/${entry.path}`, entry.sha256]),
    ...manifest.theme.map((entry): [string, string] => [`theme/${entry.path}`, entry.sha256]),
  ]);
  for (const [path, sha256] of expected) {
    const present = await stat(join(scratch, path)).catch(() => null);
    if (!present) refuseArchive(`« ${path} » manque.`, `"${path}" is missing.`);
    if ((await hashFile(join(scratch, path))) !== sha256)
      refuseArchive(`« ${path} » est abîmé.`, `"${path}" is damaged.`);
  }
  const extra = (await listFiles(scratch)).find((path) => path !== 'manifest.json' && !expected.has(path));
  if (extra !== undefined)
    refuseArchive(`« ${extra} » n’est pas dans le manifeste.`, `"${extra}" is not in the manifest.`);
}

async function fillTables(
  runner: QueryRunner,
  manifest: Manifest,
  scratch: string,
  options: ImportOptions,
): Promise<void> {
  for (const setting of COPY_SETTINGS) await runner.query(setting);
  const shapes = new Map((await listTables(runner)).map((shape) => [shape.name, shape]));
  for (const table of manifest.tables) {
    options.onProgress?.(table.name);
    const shape = shapes.get(table.name);
    if (!shape)
      refuseArchive(`La table « ${table.name} » est inconnue.`, `The table "${table.name}" is unknown.`);
    try {
      await loadTable(runner, table.name, table.columns, join(scratch, 'tables', `${table.name}.csv`));
      const loaded = await dumpTable(
        runner,
        { ...shape, columns: table.columns },
        join(scratch, `${table.name}.check`),
      );
      if (loaded.rows !== table.rows || loaded.sha256 !== table.sha256)
        throw new Error('rows differ after loading');
    } catch (error) {
      if (error instanceof DomainError) throw error;
      refuseArchive(
        `La table « ${table.name} » ne peut pas être chargée.`,
        `The table "${table.name}" cannot be loaded.`,
        { cause: error },
      );
    }
  }
  await applyMigrations(runner, tenantSet);
}

async function takeOverPending(
  installation: Installation,
  tenant: TenantRecord,
  manifest: Manifest,
): Promise<void> {
  await installation.platform(tenant.database).transaction(async (tx) => {
    for (const { kind, ref } of manifest.pending) {
      await tx.query('INSERT INTO outbox (id, tenant_role, kind, ref) VALUES ($1, $2, $3, $4)', [
        uuid(),
        tenant.role,
        kind,
        ref,
      ]);
    }
  });
}

async function placeFiles(
  installation: Installation,
  tenant: TenantRecord,
  scratch: string,
): Promise<string[]> {
  const warnings: string[] = [];
  const places = [
    ['media', mediaFolder(join(installation.config.home, 'media'), tenant)],
    ['theme', join(installation.config.root, 'tenants', tenant.slug)],
  ] as const;
  for (const [kind, target] of places) {
    if ((await listFiles(join(scratch, kind))).length === 0) continue;
    try {
      // A folder that is there belongs to this installation: it is kept as it is.
      await cp(join(scratch, kind), target, { recursive: true, force: false, errorOnExist: false });
      if (kind === 'theme') await renameInFolder(join(target, 'tenant.json'), tenant.slug);
    } catch (error) {
      warnings.push(`${kind}: ${(error as Error).message}`);
    }
  }
  return warnings;
}

/** A folder placed under another slug says so itself, or the next start would refuse it. */
async function renameInFolder(file: string, slug: string): Promise<void> {
  const settings = JSON.parse(await readFile(file, 'utf8')) as { slug: string };
  if (settings.slug !== slug) await writeFile(file, `${JSON.stringify({ ...settings, slug }, null, 2)}\n`);
}
