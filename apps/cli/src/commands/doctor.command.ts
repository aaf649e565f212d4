import { findDrift } from '@halles/platform/database';
import type { TenantSettings } from '@halles/contracts';
import { findCorrespondenceErrors } from '@halles/domain/correspondence';
import { departmentOf } from '@halles/domain/listings';
import {
  headOf,
  inspectFolders,
  type Installation,
  listDeadLetters,
  listUndecidedImports,
  platformSet,
  tenantSet,
} from '@halles/platform/provisioning';
import { describeFolderError } from '@halles/platform/theming';
import type { Command } from 'commander';
import { Redis } from 'ioredis';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { schoolErrors, type SchooledTerritory } from './doctor-school';
import { REPAIR_FOLDERS, unopenedLines } from '../territory-words';
import { withInstallation } from './installation';

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'error';
  readonly note: string;
}

const finding = (
  check: string,
  good: boolean,
  note: string,
  otherwise: 'warning' | 'error' = 'error',
): Finding => ({
  check,
  state: good ? 'ok' : otherwise,
  note,
});

async function checkDatabase(installation: Installation, name: string): Promise<Finding[]> {
  const db = installation.platform(name);
  const [server] = await db.query<{
    version: string;
    number: string;
    connections: string;
    locks: string;
    fsync: string;
  }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
            current_setting('max_connections') AS connections, current_setting('max_locks_per_transaction') AS locks,
            current_setting('fsync') AS fsync`,
  );
  if (!server) return [finding(`postgres ${name}`, false, 'no answer')];
  const drift = await findDrift(db);
  const [head] = await db.query<{ name: string }>(
    'SELECT name FROM schema_migration ORDER BY position DESC LIMIT 1',
  );
  return [
    finding(`postgres ${name}`, Number(server.number) >= 160_000, `version ${server.version}`),
    finding(
      `postgres ${name} connections`,
      Number(server.connections) >= 200,
      `max_connections ${server.connections}`,
      'warning',
    ),
    finding(
      `postgres ${name} locks`,
      Number(server.locks) >= 256,
      `max_locks_per_transaction ${server.locks}: 256 or more for dumps`,
      'warning',
    ),
    finding(`postgres ${name} durability`, server.fsync === 'on', `fsync ${server.fsync}`),
    finding(
      `postgres ${name} platform schema`,
      head?.name === headOf(platformSet),
      head?.name ?? 'not migrated',
    ),
    finding(
      `postgres ${name} isolation`,
      drift.length === 0,
      drift.map(({ rule, object }) => `${rule}: ${object}`).join('; ') || 'no drift',
    ),
  ];
}

async function checkTenants(installation: Installation): Promise<Finding[]> {
  const db = installation.platform();
  const behind = await db.query<{ slug: string; state: string }>(
    `SELECT t.slug, coalesce(v.state, 'pending') AS state FROM tenant t LEFT JOIN schema_version v ON v.tenant_id = t.id
      WHERE t.provisioned_at IS NOT NULL AND (v.version IS DISTINCT FROM $1 OR v.state <> 'done')`,
    [headOf(tenantSet)],
  );
  const half = await db.query<{ slug: string }>('SELECT slug FROM tenant WHERE provisioned_at IS NULL');
  const dead = await listDeadLetters(installation);
  const undecided = await listUndecidedImports(installation);
  return [
    finding(
      'migrations',
      behind.length === 0,
      behind.map(({ slug, state }) => `${slug} ${state}`).join(', ') || 'every territory is at this version',
    ),
    finding(
      'territories',
      half.length === 0,
      half.map(({ slug }) => `${slug} is half made: create or drop it again`).join(', ') || 'all whole',
      'warning',
    ),
    finding(
      'copies',
      undecided.length === 0,
      undecided.length === 0
        ? 'of each import it is known whether its original goes on elsewhere'
        : `${undecided.join(', ')}: imported before that was noted. Its original goes on: halles tenant mark-copy <slug>; it is gone, or moved here: halles tenant continue <slug>`,
      'warning',
    ),
    finding(
      'dead letters',
      dead.length === 0,
      dead.length === 0
        ? 'everything was delivered or is under way'
        : `${dead.length} messages that could not be delivered: see halles outbox list`,
      'warning',
    ),
  ];
}

/** Whether the folders of the territories can be used as they are, and which of them are nobody's. */
async function checkFolders(installation: Installation): Promise<Finding[]> {
  const { wrong, ...others } = await inspectFolders(installation, findCorrespondenceErrors);
  const found = wrong.flatMap(({ slug, errors }) =>
    errors.map((error) =>
      finding(`folder of ${slug}`, false, `${describeFolderError(error)}; the last good one serves`),
    ),
  );
  const unopened = unopenedLines(others).map((line) =>
    finding('folders not open', false, line.replace(/^⚠ |^ +/, ''), 'warning'),
  );
  const all = [...found, ...unopened];
  return all.length > 0 ? all : [finding('folders', true, 'all right, and each of an open territory')];
}

/** Whether merchants of every territory are asked before school breaks. */
async function checkSchools(installation: Installation, now: Date): Promise<Finding> {
  const tenants = await installation
    .platform()
    .query<{ slug: string; database: string; role: string; settings: TenantSettings }>(
      'SELECT slug, database, role_name AS role, settings FROM tenant WHERE provisioned_at IS NOT NULL ORDER BY slug',
    );
  const territories: SchooledTerritory[] = [];
  for (const { slug, database, role, settings } of tenants) {
    const communes = await installation.onSchema(database, role, ({ manager }) =>
      manager.query<{ code: string }[]>('SELECT code FROM commune'),
    );
    const departments = [...new Set(communes.map(({ code }) => departmentOf(code)))];
    territories.push({ slug, departments, calendar: settings.schoolCalendar });
  }
  const errors = schoolErrors(territories, now);
  return finding(
    'school breaks',
    errors.length === 0,
    errors.join('; ') || 'known for six months and more',
    'warning',
  );
}

async function checkRedis(url: string): Promise<Finding[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = await redis.info();
    const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
    const version = field('valkey_version') || field('redis_version');
    return [
      finding('redis', true, `version ${version}`),
      finding('redis persistence', field('aof_enabled') === '1', 'AOF keeps jobs through a crash', 'warning'),
      finding(
        'redis eviction',
        field('maxmemory_policy') === 'noeviction',
        `maxmemory-policy ${field('maxmemory_policy')}: jobs must not be evicted`,
      ),
    ];
  } catch (error) {
    return [finding('redis', false, (error as Error).message)];
  } finally {
    redis.disconnect();
  }
}

/** `halles doctor`: engines, versions, settings, and whether the isolation between tenants is as it was made. */
export function registerDoctor(program: Command, io: () => Io): void {
  program
    .command('doctor')
    .description('check engines, versions, settings, migrations and the isolation between territories')
    .action(async () => {
      await withInstallation(io(), async (installation) => {
        const findings: Finding[] = [];
        for (const name of installation.addresses.keys())
          findings.push(...(await checkDatabase(installation, name)));
        findings.push(
          ...(await checkTenants(installation)),
          ...(await checkFolders(installation)),
          await checkSchools(installation, io().clock.now()),
          ...(await checkRedis(installation.config.redisUrl)),
        );
        io().table(findings.map(({ check, state, note }) => ({ check, state, note })));
        const errors = findings.filter((entry) => entry.state === 'error').length;
        io().result({ healthy: errors === 0, findings });
        const isFolder = ({ check, state }: Finding) => state === 'error' && check.startsWith('folder of ');
        const remedy = findings.some(isFolder) ? REPAIR_FOLDERS : undefined;
        if (errors > 0) io().fail(errors === 1 ? '1 error.' : `${errors} errors.`, exitCodes.failed, remedy);
      });
    });
}
