import type { TenantState } from '@halles/contracts';
import { type Config, portalOrigin } from '@halles/platform/config';
import { bootstrapDatabases, type BootstrapReport } from './bootstrap';
import { Installation } from './installation';
import { type MigrationReport, migrateTenants, type TenantOutcome } from './migrate';
import { listTenantRecords } from '@halles/platform/tenancy';
import { createFirstOperator, type NewOperator } from './operators';
import type { FolderCheck } from '@halles/platform/theming';
import { describeFolders, syncTerritoryFolders, type TerritoryFolders } from './territory-folders';

export interface PrepareOptions {
  /** Called as each step ends, with its duration in milliseconds. */
  readonly report?: (step: string, ms: number, note: string) => void;
  /** Finds what else is wrong in a folder: of mails and letters. */
  readonly checkFolder?: FolderCheck;
  /** Aborted when nothing more is wanted: the step at hand is the last. */
  readonly signal?: AbortSignal;
  readonly onMigration?: (outcome: TenantOutcome, done: number, total: number) => void;
}

export interface Prepared {
  /** The first operator and a password to be changed at the first sign-in; only when it was made just now. */
  readonly operator?: NewOperator;
  readonly portals: readonly {
    readonly slug: string;
    readonly title: string;
    readonly state: TenantState;
    readonly url: string;
  }[];
  readonly territories: TerritoryFolders;
  readonly migration: MigrationReport;
  readonly bootstrap: readonly BootstrapReport[];
}

/**
 * Makes an installation ready to serve: roles, platform schema, tenants' schemas, the territories of the first start, the
 * first operator. Safe to run again: what is there is kept, what changed in `tenants/` is taken over, a folder that is
 * wrong is told and left alone.
 * @throws ServerTooOld, AdminUrlMissing; the reason of the signal, once it is aborted
 */
export async function prepareInstallation(config: Config, options: PrepareOptions = {}): Promise<Prepared> {
  const timed = async <T>(step: string, work: () => Promise<T>, note: (result: T) => string): Promise<T> => {
    options.signal?.throwIfAborted();
    const started = performance.now();
    const result = await work();
    // What was cut short on the way down says nothing of the installation.
    if (options.signal?.aborted !== true)
      options.report?.(step, Math.round(performance.now() - started), note(result));
    return result;
  };
  const bootstrap = await timed(
    'roles',
    () => bootstrapDatabases(config),
    () => '',
  );
  const installation = await Installation.open(config);
  try {
    const migrate = () =>
      migrateTenants(installation, options.onMigration ? { onProgress: options.onMigration } : {});
    const migration = await timed('migrations', migrate, describeMigration);
    const territories = await timed(
      'territories',
      () =>
        syncTerritoryFolders(installation, {
          check: options.checkFolder,
          opensFirst: true,
          signal: options.signal,
        }),
      describeFolders,
    );
    const operator = await timed(
      'operator',
      () => createFirstOperator(installation),
      (made) => (made ? 'created' : 'exists'),
    );
    const tenants = await listTenantRecords(installation.platform());
    return {
      ...(operator ? { operator } : {}),
      portals: tenants.map((tenant) => ({
        slug: tenant.slug,
        title: (tenant.settings as { title: { fr: string } }).title.fr,
        state: tenant.state,
        url: portalOrigin(
          config,
          tenant.hosts.find((host) => host.canonical)?.host ?? `${tenant.slug}.${config.baseDomain}`,
        ),
      })),
      territories,
      migration,
      bootstrap,
    };
  } finally {
    await installation.close();
  }
}

function describeMigration({ failed, tenants }: MigrationReport): string {
  const migrated = tenants.filter(({ state }) => state === 'done').length;
  const renewed = tenants.filter(({ passwordRenewed }) => passwordRenewed).length;
  const summary = failed > 0 ? `${failed} failed` : `${migrated} of ${tenants.length} territories migrated`;
  return renewed === 0 ? summary : `${summary}, ${renewed} passwords renewed`;
}
