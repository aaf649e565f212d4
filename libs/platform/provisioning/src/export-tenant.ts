import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { tenantSettingsSchema } from '@halles/contracts';
import { mediaFolder } from '@halles/platform/tenancy';
import { pack as createPack, type Pack } from 'tar-stream';
import type { QueryRunner } from 'typeorm';
import {
  ARCHIVE_VERSION,
  type ArchivedFile,
  CHUNK_BYTES,
  hashFile,
  listFiles,
  type Manifest,
} from './archive-format';
import type { ArchiveSigner } from './archive-signature';
import { COPY_SETTINGS, dumpTable, listTables, readCounters } from './archive-tables';
import type { Installation } from './installation';
import { makeScratchFolder } from './scratch-folder';
import { getTenant } from './tenants';

export interface ExportOptions {
  /** The instant that the manifest bears. */
  readonly now: Date;
  readonly onProgress?: (step: string) => void;
}

/**
 * Writes one tenant to one archive: a gzipped tar (POSIX pax) with a manifest, its signature, a CSV a table, its media and its folder
 * of the theme. The tables are those of one instant; other tenants are not read. The file appears when it is whole.
 * @returns the manifest
 * @throws NoSuchTenant
 */
export async function exportTenant(
  installation: Installation,
  slug: string,
  file: string,
  options: ExportOptions,
): Promise<Manifest> {
  const tenant = await getTenant(installation.platform(), slug);
  const scratch = await makeScratchFolder(installation.config, 'export');
  try {
    const dumped = await installation.onSchema(tenant.database, tenant.role, (runner) =>
      dumpSchema(runner, scratch, options),
    );
    const folders = {
      media: mediaFolder(join(installation.config.home, 'media'), tenant),
      theme: join(installation.config.root, 'tenants', slug),
    };
    const manifest: Manifest = {
      format: 'halles-tenant',
      version: ARCHIVE_VERSION,
      exportedAt: options.now.toISOString(),
      migration: dumped.migration,
      settings: tenantSettingsSchema.parse(tenant.settings),
      hosts: [...tenant.hosts],
      tables: dumped.tables,
      media: await describeFiles(folders.media),
      theme: await describeFiles(folders.theme),
      pending: await installation
        .platform(tenant.database)
        .query(
          "SELECT kind, ref FROM outbox WHERE tenant_role = $1 AND status IN ('pending', 'queued') ORDER BY id",
          [tenant.role],
        ),
    };
    options.onProgress?.('archive');
    await writeArchive(installation.archiveSigner(), manifest, scratch, folders, `${file}.partial`);
    await rename(`${file}.partial`, file);
    return manifest;
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(`${file}.partial`, { force: true });
  }
}

async function dumpSchema(
  runner: QueryRunner,
  scratch: string,
  options: ExportOptions,
): Promise<Pick<Manifest, 'tables' | 'migration'>> {
  await runner.startTransaction('REPEATABLE READ');
  try {
    for (const setting of COPY_SETTINGS) await runner.query(setting);
    const tables: Manifest['tables'] = [];
    for (const table of await listTables(runner)) {
      options.onProgress?.(table.name);
      const { rows, sha256 } = await dumpTable(runner, table, join(scratch, `${table.name}.csv`));
      tables.push({ name: table.name, columns: [...table.columns], rows, sha256, counters: [] });
    }
    // Counters are of no transaction: read after the rows, they are never behind them.
    for (const table of tables) table.counters = await readCounters(runner, table.name);
    const [head] = (await runner.query(
      'SELECT name FROM schema_migration ORDER BY position DESC LIMIT 1',
    )) as { name: string }[];
    return { tables, migration: head?.name ?? 'none' };
  } finally {
    await runner.rollbackTransaction();
  }
}

async function describeFiles(folder: string): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  for (const path of await listFiles(folder)) {
    const full = join(folder, path);
    files.push({ path, bytes: (await stat(full)).size, sha256: await hashFile(full) });
  }
  return files;
}

async function writeArchive(
  signer: ArchiveSigner,
  manifest: Manifest,
  scratch: string,
  folders: Record<'media' | 'theme', string>,
  file: string,
): Promise<void> {
  const pack = createPack();
  const written = pipeline(
    pack,
    createGzip({ chunkSize: CHUNK_BYTES }),
    createWriteStream(file, { mode: 0o600 }),
  );
  const mtime = new Date(manifest.exportedAt);
  const described = Buffer.from(JSON.stringify(manifest, null, 2));
  pack.entry({ name: 'manifest.json', mtime }, described);
  pack.entry({ name: 'manifest.sig', mtime }, signer.sign(described));
  for (const table of manifest.tables) {
    await addFile(pack, `tables/${table.name}.csv`, join(scratch, `${table.name}.csv`));
  }
  for (const kind of ['media', 'theme'] as const) {
    for (const { path } of manifest[kind]) await addFile(pack, `${kind}/${path}`, join(folders[kind], path));
  }
  pack.finalize();
  await written;
}

async function addFile(pack: Pack, name: string, file: string): Promise<void> {
  const { size, mtime } = await stat(file);
  await pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), pack.entry({ name, size, mtime }));
}
