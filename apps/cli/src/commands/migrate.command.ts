import { findCorrespondenceErrors } from '@halles/domain/correspondence';
import { migrateTenants, syncTerritoryFolders, type TenantOutcome } from '@halles/platform/provisioning';
import type { Command } from 'commander';
import { CommandFailure, exitCodes } from '../exit-codes';
import type { Io, Progress } from '../io';
import { folderLines } from '../territory-words';
import { newerLines } from '../version-words';
import { withRekeyedInstallation } from './installation';

interface MigrateFlags {
  readonly tenant?: string;
}

const words: Readonly<Record<TenantOutcome['state'], string>> = {
  done: 'migrated',
  already: 'up to date',
  failed: 'FAILED',
  skipped: 'not tried',
};

/** `halles migrate` */
export function registerMigrate(program: Command, io: () => Io): void {
  program
    .command('migrate')
    .description('bring platform and territories to this version and key; resumes where it stopped')
    .option('--tenant <slug>', 'this territory only')
    .action(async (flags: MigrateFlags) => {
      await withRekeyedInstallation(io(), async (installation) => {
        let progress: Progress | undefined;
        const report = await migrateTenants(installation, {
          ...(flags.tenant === undefined ? {} : { slug: flags.tenant }),
          onProgress: (outcome, _done, total) => {
            progress ??= io().progress(total, 'territories');
            progress.tick(1, `${outcome.slug} ${words[outcome.state]}`);
          },
        });
        progress?.done();
        io().table(
          report.tenants.map((outcome) => ({
            slug: outcome.slug,
            state: words[outcome.state],
            applied: outcome.applied.join(', ') || '–',
            password: outcome.passwordRenewed ? 'renewed' : '–',
            error: outcome.error ?? '',
          })),
        );
        io().line(`platform: ${report.platform.join(', ') || 'up to date'}`);
        for (const line of newerLines(report.newer)) io().line(line);
        // What the new version brings in the folders of open territories; none is opened here.
        const folders =
          flags.tenant === undefined
            ? await syncTerritoryFolders(installation, { check: findCorrespondenceErrors })
            : undefined;
        if (folders) for (const line of folderLines(folders)) io().line(line);
        if (flags.tenant !== undefined && report.tenants.length === 0)
          io().fail(`No territory is called "${flags.tenant}".`, exitCodes.refused);
        io().result({ ...report, ...(folders ? { folders } : {}) });
        if (report.failed > 0) {
          throw new CommandFailure(
            `${report.failed} of ${report.tenants.length} territories could not be migrated and are as they were.`,
            exitCodes.partial,
            'Mend the cause and run "halles migrate" again: it resumes with those.',
          );
        }
      });
    });
}
