import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { tenantSettingsSchema } from '@halles/contracts';
import { PLATFORM_KINDS } from '@halles/platform/outbox';
import { makeScratchFolder } from '@halles/platform/storage';
import { listFiles, mediaFolder } from '@halles/platform/tenancy';
import { pack as createPack, type Pack } from 'tar-stream';
import type { QueryRunner } from 'typeorm';
import {
  ARCHIVE_VERSION,
  type ArchivedFile,
  CHUNK_BYTES,
  hashFile,
  HashingStream,
  type Manifest,
} from './archive-format';
import type { ArchiveSigner } from './archive-signature';
import { COPY_SETTINGS, dumpTable, listTables, readCounters } from './archive-tables';
import { auditCommand } from './command-audit';
import type { Installation } from './installation';
import { copyFolder, linkFiles } from './file-copies';
import { ExportDisturbed } from './tenant.errors';
import { getTenant } from './tenants';

export interface ExportOptions {
  /** The instant that the manifest bears. */
  readonly now: Date;
  readonly onProgress?: (step: string) => void;
}

/**
 * Writes one tenant to one archive: a gzipped tar (POSIX pax) with a manifest, its signature, a CSV a table, its media and its folder
 * of the theme. The tables are those of one instant; other tenants are not read. The file appears when it is whole. That it
 * was asked for is in the audit log before it begins.
 * @returns the manifest
 * @throws NoSuchTenant; ExportDisturbed where somebody writes into a file that is being packed
 */
export async function exportTenant(
  installation: Installation,
  slug: string,
  file: string,
  options: ExportOptions,
): Promise<Manifest> {
  const tenant = await getTenant(installation.platform(), slug);
  // Before anything leaves: whoever ends this process in the middle may have most of it by then.
  await auditCommand(installation, [tenant], 'tenant.exported', {});
  const scratch = await makeScratchFolder(installation.config, 'export');
  try {
    const media = mediaFolder(join(installation.config.home, 'media'), tenant);
    const folders = { media: join(scratch, 'media'), theme: join(scratch, 'theme') };
    // Before and after the rows are read: what they name is kept, also where it is removed or added meanwhile.
    await linkFiles(media, folders.media);
    const dumped = await installation.onSchema(tenant.database, tenant.role, (runner) =>
      dumpSchema(runner, scratch, options),
    );
    await linkFiles(media, folders.media);
    await copyFolder(join(installation.config.root, 'tenants', slug), folders.theme);
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
      pending: await installation.platform(tenant.database).query(
        `SELECT kind, ref FROM outbox
            WHERE tenant_role = $1 AND status IN ('pending', 'queued') AND NOT starts_with(kind, $2) ORDER BY id`,
        [tenant.role, PLATFORM_KINDS],
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
  for (const path of listFiles(folder)) {
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
  try {
    pack.entry({ name: 'manifest.json', mtime }, described);
    pack.entry({ name: 'manifest.sig', mtime }, signer.sign(described));
    for (const { name, sha256 } of manifest.tables) {
      const path = join(scratch, `${name}.csv`);
      await addFile(pack, `tables/${name}.csv`, path, { bytes: (await stat(path)).size, sha256 });
    }
    for (const kind of ['media', 'theme'] as const)
      for (const { path, ...listed } of manifest[kind])
        await addFile(pack, `${kind}/${path}`, join(folders[kind], path), listed);
    pack.finalize();
  } catch (error) {
    pack.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}

/** Packs a file, and compares what was packed with what the manifest tells of it. @throws ExportDisturbed */
async function addFile(
  pack: Pack,
  name: string,
  file: string,
  listed: Omit<ArchivedFile, 'path'>,
): Promise<void> {
  const { size, mtime } = await stat(file);
  if (size !== listed.bytes) throw new ExportDisturbed({ name });
  const packed = new HashingStream();
  // No more than was announced: what is appended meanwhile would break the archive's form.
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES, end: Math.max(0, size - 1) });
  try {
    await pipeline(source, packed, pack.entry({ name, size, mtime }));
  } catch (error) {
    throw packed.bytes === size ? error : new ExportDisturbed({ name }, [], { cause: error });
  }
  if (packed.digest() !== listed.sha256) throw new ExportDisturbed({ name });
}
