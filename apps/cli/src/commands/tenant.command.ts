import { tenantSettingsSchema, type TenantState } from '@halles/contracts';
import { findCorrespondenceErrors } from '@halles/domain/correspondence';
import { portalOrigin } from '@halles/platform/config';
import {
  createTenant,
  dropTenant,
  getTenant,
  type Installation,
  setTenantState,
  updateSettings,
} from '@halles/platform/provisioning';
import { listTenantRecords, type TenantRecord } from '@halles/platform/tenancy';
import {
  FolderInspector,
  listTenantFolders,
  loadTenantFolder,
  type TenantFolder,
  TenantFolderError,
} from '@halles/platform/theming';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';
import { registerTenantArchive } from './tenant-archive.command';
import { registerTenantHost } from './tenant-host.command';
import { registerTenantQuota } from './tenant-quota.command';

interface CreateOptions {
  readonly database: string;
  readonly state: TenantState;
  readonly reviewed?: boolean;
}

interface ConfirmOptions {
  readonly yes?: boolean;
}

/** What `tenant show` and `tenant list --json` tell of a tenant. */
function describeTenant(installation: Installation, tenant: TenantRecord) {
  const settings = tenantSettingsSchema.parse(tenant.settings);
  const canonical = tenant.hosts.find((host) => host.canonical)?.host ?? '';
  return {
    slug: tenant.slug,
    title: settings.title.fr,
    territory: settings.territory.name,
    state: tenant.state,
    ...(tenant.isCopy ? { copy: 'of an archive: neither mails nor payments' } : {}),
    url: portalOrigin(installation.config, canonical),
    database: tenant.database,
    schema: tenant.role,
    hosts: tenant.hosts,
  };
}

async function confirmed(io: Io, options: ConfirmOptions, question: string): Promise<void> {
  if (options.yes === true || (await io.confirm(question))) return;
  io.fail('Not confirmed: nothing was changed.', exitCodes.refused, 'Answer y, or pass --yes.');
}

function registerList(tenant: Command, io: () => Io): void {
  tenant
    .command('list')
    .description('the territories with state and address')
    .action(async () => {
      await withInstallation(io(), async (installation) => {
        const all = (await listTenantRecords(installation.platform())).map((record) =>
          describeTenant(installation, record),
        );
        io().table(
          all.map(({ slug, territory, state, url, database }) => ({ slug, territory, state, url, database })),
        );
        if (all.length === 0) io().line('No territory is open. Open one with: halles tenant create <slug>');
        io().result(all);
      });
    });
  tenant
    .command('show <slug>')
    .description('one territory: hosts, schema, tables with their rows, history of its states')
    .action(async (slug: string) => {
      await withInstallation(io(), async (installation) => {
        const record = await getTenant(installation.platform(), slug);
        const summary = describeTenant(installation, record);
        const detail = await readDetail(installation, record);
        for (const [key, value] of Object.entries(summary))
          if (typeof value === 'string') io().line(`${key.padEnd(10)} ${value}`);
        io().table(
          record.hosts.map((host) => ({
            host: host.host,
            kind: host.kind,
            canonical: yesNo(host.canonical),
            proved: yesNo(host.verified),
          })),
        );
        io().table(detail.tables.map(({ name, rows }) => ({ table: name, rows: String(rows) })));
        io().table(detail.history.map(({ at, actor, action }) => ({ at, actor, action })));
        io().result({ ...summary, ...detail });
      });
    });
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

async function readDetail(installation: Installation, record: TenantRecord) {
  return installation.onSchema(record.database, record.role, async (runner) => ({
    migrations: (await runner.query(
      'SELECT name, applied_at FROM schema_migration ORDER BY position',
    )) as unknown[],
    tables: (await runner.query(
      `SELECT relname AS name, n_live_tup::int AS rows FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY relname`,
    )) as { name: string; rows: number }[],
    history: (
      (await runner.query('SELECT at, actor, action FROM audit_log ORDER BY at DESC LIMIT 20')) as {
        at: Date;
        actor: string;
        action: string;
      }[]
    ).map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  }));
}

/**
 * A folder in which nothing is wrong, its pages, mails and letters included: a copy of it is kept.
 * @throws TenantFolderError
 */
async function readSoundFolder(
  { config }: Installation,
  slug: string,
): Promise<Pick<TenantFolder, 'settings' | 'perimeter'>> {
  const inspector = new FolderInspector(config, findCorrespondenceErrors);
  const errors = await inspector.errorsOf(slug);
  if (errors.length > 0) throw new TenantFolderError(slug, errors);
  const { settings, perimeter } = loadTenantFolder(config.root, slug);
  inspector.keep(slug);
  return { settings, perimeter };
}

function registerCreate(tenant: Command, io: () => Io): void {
  tenant
    .command('create <slug>')
    .description('open a territory from the folder tenants/<slug>')
    .option('--database <name>', 'database that carries it', 'main')
    .option('--state <state>', 'draft or live', 'draft')
    .option('--reviewed', 'the slug resembles another and that is all right')
    .action(async (slug: string, options: CreateOptions) => {
      if (!['draft', 'live'].includes(options.state)) io().fail('--state is draft or live.', exitCodes.usage);
      await withInstallation(io(), async (installation) => {
        const folder = await readSoundFolder(installation, slug);
        const record = await createTenant(installation, { ...options, ...folder });
        const summary = describeTenant(installation, record);
        io().line(`${summary.title} is ${summary.state}: ${summary.url}`);
        if (summary.state === 'draft')
          io().line(
            `Nobody sees it yet. The console shows it to operators; to open it: halles tenant publish ${slug}`,
          );
        io().result(summary);
      });
    });
}

const changes: readonly {
  name: string;
  state: TenantState;
  what: string;
  prompt: ((slug: string) => string) | null;
}[] = [
  {
    name: 'suspend',
    state: 'suspended',
    what: 'shut a portal within a second; its data stay',
    prompt: (slug) => `Shut the portal ${slug}?`,
  },
  { name: 'resume', state: 'live', what: 'open a suspended or archived portal again', prompt: null },
  {
    name: 'archive',
    state: 'archived',
    what: 'close a portal: its visitors are told that it has ended, its agents are shut out; its data stay, and resume opens it again',
    prompt: (slug) =>
      `Close the portal ${slug}? Visitors are told that it has ended (410), and its agents are shut out. Its data stay, and "halles tenant resume ${slug}" opens it again.`,
  },
];

function registerChanges(tenant: Command, io: () => Io): void {
  for (const change of changes) {
    const command = tenant.command(`${change.name} <slug>`).description(change.what);
    if (change.prompt) command.option('--yes', 'do not ask');
    command.action(async (slug: string, options: ConfirmOptions) => {
      if (change.prompt) await confirmed(io(), options, change.prompt(slug));
      await withInstallation(io(), async (installation) => {
        const { state } = await getTenant(installation.platform(), slug);
        if (change.name === 'resume' && state === 'draft')
          io().fail(
            `${slug} is a draft.`,
            exitCodes.refused,
            `"halles tenant publish ${slug}" shows it to everybody.`,
          );
        const record = await setTenantState(installation, slug, change.state, 'command line');
        io().line(`${slug} is ${record.state}.`);
        io().result(describeTenant(installation, record));
      });
    });
  }
}

function registerPublish(tenant: Command, io: () => Io): void {
  tenant
    .command('publish <slug>')
    .description('show a draft to everybody')
    .action(async (slug: string) => {
      await withInstallation(io(), async (installation) => {
        const { state } = await getTenant(installation.platform(), slug);
        if (state !== 'draft' && state !== 'live')
          io().fail(
            `${slug} is ${state}, and no draft.`,
            exitCodes.refused,
            `"halles tenant resume ${slug}" opens it again.`,
          );
        // Without a folder of its own (out of an archive) it wears the neutral theme.
        if (listTenantFolders(installation.config.root).includes(slug))
          await updateSettings(installation, (await readSoundFolder(installation, slug)).settings);
        const record = await setTenantState(installation, slug, 'live', 'command line');
        const summary = describeTenant(installation, record);
        io().line(`${slug} is live: ${summary.url}`);
        io().result(summary);
      });
    });
}

function registerDrop(tenant: Command, io: () => Io): void {
  tenant
    .command('drop <slug>')
    .description('erase a territory whole: schema, role, files, addresses')
    .option('--yes', 'do not ask')
    .action(async (slug: string, options: ConfirmOptions) => {
      await confirmed(io(), options, `Erase ${slug} and all its data? This cannot be undone.`);
      await withInstallation(io(), async (installation) => {
        await dropTenant(installation, slug);
        io().line(
          `${slug} is erased, and stays so. Anew, as a draft, it opens with: halles tenant create ${slug}`,
        );
        io().result({ slug, dropped: true });
      });
    });
}

/** `halles tenant …` */
export function registerTenant(program: Command, io: () => Io): void {
  const tenant = program.command('tenant').description('open, show, shut, move and erase territories');
  registerList(tenant, io);
  registerCreate(tenant, io);
  registerPublish(tenant, io);
  registerChanges(tenant, io);
  registerDrop(tenant, io);
  registerTenantArchive(tenant, io);
  registerTenantHost(tenant, io);
  registerTenantQuota(tenant, io);
}
