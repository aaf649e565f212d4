import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TenantState } from '@halles/contracts';
import { exportTenant, importTenant } from '@halles/platform/provisioning';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

interface ImportFlags {
  readonly slug?: string;
  readonly database?: string;
  readonly state: TenantState;
  readonly moving?: boolean;
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
        io().result(manifest);
      });
    });
  tenant
    .command('import <file>')
    .description('open a territory out of an archive')
    .option('--slug <slug>', 'under another slug than the archive’s')
    .option('--database <name>', 'database that carries it')
    .option('--state <state>', 'draft or live', 'draft')
    .option('--moving', 'the territory moves here: send what its old home still owed')
    .action(async (file: string, flags: ImportFlags) => {
      if (!['draft', 'live'].includes(flags.state)) io().fail('--state is draft or live.', exitCodes.usage);
      await withInstallation(io(), async (installation) => {
        const report = await importTenant(installation, resolve(file), {
          ...flags,
          onProgress: (step) => io().line(`  ${step}`),
        });
        io().line(
          `${report.tenant.slug} is ${report.tenant.state}: ${report.rows} rows and ${report.files} files, checksums verified.`,
        );
        for (const warning of report.warnings) io().line(`Not in place: ${warning}`);
        io().result({
          slug: report.tenant.slug,
          state: report.tenant.state,
          rows: report.rows,
          files: report.files,
          warnings: report.warnings,
        });
      });
    });
}
