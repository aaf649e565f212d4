import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TenantState } from '@halles/contracts';
import {
  type ArchiveOrigin,
  continueCopy,
  markCopy,
  exportTenant,
  type ImportReport,
  importTenant,
} from '@halles/platform/provisioning';
import { type Command, InvalidArgumentError } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

interface ImportFlags {
  readonly slug?: string;
  readonly database?: string;
  readonly state: TenantState;
  readonly moving?: boolean;
  readonly signedBy?: string;
  readonly acceptUnverified?: boolean;
  readonly maxSize?: number;
  readonly withFolder?: boolean;
}

const GIGABYTE = 1_024 ** 3;

const originWords: Readonly<Record<ArchiveOrigin['kind'], string>> = {
  own: 'signed by this installation',
  'signed-by': 'signed by the installation that you named',
  unverified: 'NOT VERIFIED: nobody vouches for it, as you accepted; its audit log says so',
};

/** What became of the folder in the archive: nothing is written into the checkout that nobody asked for. */
const folderWords: Readonly<Record<ImportReport['folder'], (slug: string) => string>> = {
  none: (slug) =>
    `The archive has no folder: ${slug} wears the neutral theme until there is a tenants/${slug}.`,
  'left-out': (slug) =>
    `Its folder (theme, texts, mails) stays in the archive, below theme/, and ${slug} wears the neutral theme: unpack it into tenants/${slug}, or pass --with-folder the next time.`,
  written: (slug) => `Its folder is tenants/${slug}.`,
  'there-already': (slug) => `tenants/${slug} was there already, and was left as it is.`,
};

const copyWords = (slug: string): string =>
  `It is a copy: mails, text messages and payments stay those of the original. Once that is gone: halles tenant continue ${slug}`;

/** A number of gigabytes. @throws InvalidArgumentError */
function parseSize(text: string): number {
  const size = Number(text);
  if (!(size > 0 && size <= 10_000)) throw new InvalidArgumentError('a size is a number of GiB, as 40');
  return size;
}

async function importArchive(io: Io, file: string, flags: ImportFlags): Promise<void> {
  if (!['draft', 'live'].includes(flags.state)) io.fail('--state is draft or live.', exitCodes.usage);
  await withInstallation(io, async (installation) => {
    const { maxSize, ...options } = flags;
    const report = await importTenant(installation, resolve(file), {
      ...options,
      ...(maxSize === undefined ? {} : { limits: { bytes: maxSize * GIGABYTE } }),
      onProgress: (step) => io.line(`  ${step}`),
    });
    io.line(
      `${report.tenant.slug} is ${report.tenant.state}: ${report.rows} rows and ${report.files} files, checksums verified.`,
    );
    io.line(`The archive is ${originWords[report.origin.kind]}.`);
    io.line(folderWords[report.folder](report.tenant.slug));
    if (report.tenant.isCopy) io.line(copyWords(report.tenant.slug));
    for (const warning of report.warnings) io.line(`Not in place: ${warning}`);
    io.result({
      slug: report.tenant.slug,
      state: report.tenant.state,
      isCopy: report.tenant.isCopy,
      origin: report.origin,
      rows: report.rows,
      files: report.files,
      folder: report.folder,
      warnings: report.warnings,
    });
  });
}

/** `halles tenant export|import` */
export function registerTenantArchive(tenant: Command, io: () => Io): void {
  tenant
    .command('export <slug> <file>')
    .description(
      'one territory to one archive (.tar.gz: a CSV a table, media, theme, manifest with checksums)',
    )
    .option('--force', 'replace the file if it is there')
    .action(async (slug: string, file: string, options: { force?: boolean }) => {
      const target = resolve(file);
      if (existsSync(target) && !options.force)
        io().fail(`${file} exists already.`, exitCodes.refused, 'Pass --force to replace it.');
      await withInstallation(io(), async (installation) => {
        const manifest = await exportTenant(installation, slug, target, {
          now: io().clock.now(),
          onProgress: (step) => io().line(`  ${step}`),
        });
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        io().line(
          `${slug}: ${manifest.tables.length} tables, ${rows} rows, ${manifest.media.length + manifest.theme.length} files in ${file}`,
        );
        if (manifest.pending.length > 0)
          io().line(
            `${manifest.pending.length} messages are still to be sent: import with --moving to send them there.`,
          );
        const { publicKey } = installation.archiveSigner();
        io().line(`Signed. Another installation imports it with --signed-by ${publicKey}`);
        io().result(manifest);
      });
    });
  tenant
    .command('import <file>')
    .description('open a territory out of an archive')
    .option('--slug <slug>', 'under another slug than the archive’s')
    .option('--database <name>', 'database that carries it')
    .option('--state <state>', 'draft or live', 'draft')
    .option(
      '--moving',
      'the territory moves here: send what its old home still owed, and look after its payments',
    )
    .option('--with-folder', 'write its folder tenants/<slug> too, where there is none')
    .option('--signed-by <key>', 'believe an archive that the installation with this key signed')
    .option(
      '--accept-unverified',
      'take over an archive that nobody vouches for; it is written in its audit log',
    )
    .option('--max-size <GiB>', 'what it may unpack to (16)', parseSize)
    .action((file: string, flags: ImportFlags) => importArchive(io(), file, flags));
  registerCopies(tenant, io);
}

/** By which an operator says whether a territory is a copy. */
function registerCopies(tenant: Command, io: () => Io): void {
  tenant
    .command('continue <slug>')
    .description('a copy takes the place of its original, which is gone: mails and payments are its own')
    .action((slug: string) =>
      withInstallation(io(), async (installation) => {
        const { isCopy } = await continueCopy(installation, slug, 'command line');
        io().line(`${slug} is no copy: it mails, and looks after its payments.`);
        io().result({ slug, isCopy });
      }),
    );
  tenant
    .command('mark-copy <slug>')
    .description(
      'a territory that was imported before that was noted is a copy: its original goes on elsewhere',
    )
    .action((slug: string) =>
      withInstallation(io(), async (installation) => {
        const { isCopy } = await markCopy(installation, slug, 'command line');
        io().line(copyWords(slug));
        io().result({ slug, isCopy });
      }),
    );
}
