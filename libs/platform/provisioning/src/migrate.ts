import { setTimeout as sleep } from 'node:timers/promises';
import { PLATFORM_SCHEMA, type RoleDatabase, sqlStateOf } from '@halles/platform/database';
import type { Installation } from './installation';
import { applyMigrations, headOf, type MigrationSet, platformSet, tenantSet } from './migrations';
import { platformVersion } from './platform-version';
import { renewRolePassword } from './role-password';
import { resetRoleSettings } from './role-settings';
import { restrictTables } from './tenant-schema';

export interface TenantOutcome {
  readonly slug: string;
  readonly state: 'done' | 'already' | 'failed' | 'skipped';
  readonly applied: readonly string[];
  /** Its role had another password than follows from the installation's key, and has the right one now. */
  readonly passwordRenewed: boolean;
  readonly error?: string;
}

export interface MigrationReport {
  readonly platform: readonly string[];
  /** Migrations of a newer version than this one, which was here before: they stay. */
  readonly newer: readonly string[];
  readonly tenants: readonly TenantOutcome[];
  readonly failed: number;
}

export interface MigrateOptions {
  /** Only this tenant. */
  readonly slug?: string;
  readonly onProgress?: (outcome: TenantOutcome, done: number, total: number) => void;
  /** For rehearsals: other migrations than those of this version. */
  readonly set?: MigrationSet;
  /** Tenants that fail before the run gives up on the rest. */
  readonly stopAfter?: number;
}

interface Target {
  readonly id: string;
  readonly slug: string;
  readonly database: string;
  readonly role_name: string;
}

const CONCURRENCY = 4;
const LOCK_ATTEMPTS = 60;
const LOCK_PAUSE = 500;

/** Brings the platform schema of every database to the head. Returns what was applied on the main one. */
export async function migratePlatform(installation: Installation): Promise<string[]> {
  let applied: string[] = [];
  for (const database of installation.addresses.keys()) {
    const now = await installation.onSchema(database, PLATFORM_SCHEMA, (runner) =>
      applyMigrations(runner, platformSet),
    );
    if (database === 'main') applied = now;
  }
  return applied;
}

/**
 * Brings every tenant's schema to the head: four at a time, each under its own row lock, each migration in its own
 * transaction. One that fails leaves the others to go on and itself as it was; after three failures the rest is
 * skipped. Run again, it resumes where it stopped. Roles whose password follows from another key get the right one, and
 * lose what they have set on themselves.
 */
export async function migrateTenants(
  installation: Installation,
  options: MigrateOptions = {},
): Promise<MigrationReport> {
  const platform = await migratePlatform(installation);
  const targets = await installation.platform().query<Target>(
    `SELECT t.id, t.slug, t.database, t.role_name FROM tenant t
      WHERE t.provisioned_at IS NOT NULL AND ($1::text IS NULL OR t.slug = $1) ORDER BY t.created_at, t.slug`,
    [options.slug ?? null],
  );
  const outcomes: TenantOutcome[] = [];
  const queue = [...targets];
  let failed = 0;
  const settle = (outcome: TenantOutcome): void => {
    outcomes.push(outcome);
    if (outcome.state === 'failed') failed += 1;
    options.onProgress?.(outcome, outcomes.length, targets.length);
  };
  const lane = async (): Promise<void> => {
    for (let target = queue.shift(); target; target = queue.shift()) {
      if (failed >= (options.stopAfter ?? 3))
        settle({ slug: target.slug, state: 'skipped', applied: [], passwordRenewed: false });
      else settle(await migrateTenant(installation, target, options.set ?? tenantSet));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const { unknown: newer } = await platformVersion(installation);
  return { platform, newer, tenants: outcomes.sort((a, b) => a.slug.localeCompare(b.slug)), failed };
}

async function migrateTenant(
  installation: Installation,
  target: Target,
  set: MigrationSet,
): Promise<TenantOutcome> {
  const db = installation.platform();
  let passwordRenewed = false;
  try {
    await markState(db, target.id, 'running', null, null);
    // The row lock keeps a second `halles migrate` off this schema; it is gone with this process.
    const applied = await db.transaction(async (tx) => {
      await tx.query('SET LOCAL lock_timeout = 0');
      await tx.query('SELECT 1 FROM schema_version WHERE tenant_id = $1 FOR UPDATE', [target.id]);
      // It does nothing while the schema's own connection works, for as long as a migration takes. Said last: a query with
      // parameters keeps its snapshot until the next statement, and an index that is made concurrently would wait for that.
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      const role = { database: target.database, role: target.role_name };
      passwordRenewed = await renewRolePassword(installation, role);
      await resetRoleSettings(installation, role);
      return withLockRetry(() =>
        installation.onSchema(target.database, target.role_name, async (runner) => {
          const now = await applyMigrations(runner, set);
          if (now.length > 0) await restrictTables(runner, target.role_name);
          return now;
        }),
      );
    });
    await markState(db, target.id, 'done', headOf(set), null);
    return { slug: target.slug, state: applied.length === 0 ? 'already' : 'done', applied, passwordRenewed };
  } catch (error) {
    const message = (error as Error).message;
    await markState(db, target.id, 'failed', null, message).catch(() => undefined);
    return { slug: target.slug, state: 'failed', applied: [], passwordRenewed, error: message };
  }
}

/** An ALTER that meets a long transaction gives up after `lock_timeout` and tries again, so readers never queue long. */
async function withLockRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (sqlStateOf(error) !== '55P03' || attempt === LOCK_ATTEMPTS) throw error;
      await sleep(LOCK_PAUSE);
    }
  }
}

async function markState(
  db: RoleDatabase,
  tenantId: string,
  state: 'running' | 'done' | 'failed',
  version: string | null,
  error: string | null,
): Promise<void> {
  await db.query(
    `INSERT INTO schema_version (tenant_id, state, version, error, started_at, finished_at)
     VALUES ($1, $2, $3, $4, now(), CASE WHEN $2 = 'running' THEN NULL ELSE now() END)
     ON CONFLICT (tenant_id) DO UPDATE
       SET state = $2, version = coalesce($3, schema_version.version), error = $4,
           started_at = CASE WHEN $2 = 'running' THEN now() ELSE schema_version.started_at END,
           finished_at = CASE WHEN $2 = 'running' THEN NULL ELSE now() END`,
    [tenantId, state, version, error],
  );
}
