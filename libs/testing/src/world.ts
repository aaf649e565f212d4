import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, describeEnv, loadConfig } from '@halles/platform/config';
import {
  createDataSource,
  createPool,
  databaseAddresses,
  type Entities,
  platformDatabase,
  platformRoles,
  type RoutingPool,
} from '@halles/platform/database';
import { getTenant, type Installation } from '@halles/platform/provisioning';
import {
  createContext,
  DatabaseChangeBus,
  type TenantContext,
  type TenantRecord,
  type ChangeBus,
  toTenant,
  TypeOrmUnitOfWork,
  type UnitOfWork,
} from '@halles/platform/tenancy';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { freshRedis, releaseRedis } from './fresh-redis';
import { engineAddresses } from './run';
import {
  addTenantTo,
  type Contents,
  copyDatabase,
  makeDatabase,
  onServer,
  SLUGS,
  tenantRoles,
} from './world-database';

/** Two tenants on a database of the test file's own: isolation is exercised by every test, not by one. */
export interface World {
  readonly config: Config;
  /** The environment that `config` was read from, for commands as child processes. */
  readonly env: Readonly<Record<string, string>>;
  /** The part of it that servers get: nothing that may make roles. */
  readonly serverEnv: Readonly<Record<string, string>>;
  readonly installation: Installation;
  readonly pool: RoutingPool;
  readonly dataSource: DataSource;
  readonly work: UnitOfWork;
  /** Changes announced by the database, received from the first listener on. */
  readonly changeBus: ChangeBus;
  /** Contexts of two live tenants, as a visitor. */
  readonly here: TenantContext;
  readonly there: TenantContext;
  /** Creates one more live tenant and gives its context. */
  addTenant(slug: string): Promise<TenantContext>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly entities?: Entities;
  /** A server of the test's own, as its superuser; the one of the whole run unless said. */
  readonly postgresUrl?: string;
  /**
   * For tests that change or drop the roles of the two tenants, or that look for what one role may do: their database is
   * made step by step, and not copied from one whose roles all worlds share.
   */
  readonly ownRoles?: boolean;
  /** With the territories that ship with the product and a first operator, or with the two tenants alone, as unless said. */
  readonly contents?: Contents;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Roles belong to the server and are shared by all test databases: their passwords must be too. */
const MASTER_KEY = 'Zq3uV9cT1mXw7LrBn5KfHs2YpDe8GjAo4iRt6QyC';
const MIGRATOR_KEY = 'mB7tPz4WkXe9RsLd2VhYc6NfQj3GuTa8Ko5iHw1E';

/** What the processes of a world are started with. */
export const worldEnv = (home: string, databaseUrl: string) => ({
  NODE_ENV: 'test',
  HALLES_ROOT: process.cwd(),
  HALLES_HOME: home,
  MASTER_KEY,
  MIGRATOR_KEY,
  DATABASE_URL: databaseUrl,
  DATABASE_ADMIN_URL: databaseUrl,
  SMTP_URL: 'smtp://127.0.0.1:9',
  // The machine may be busy; tests of a database that is silent have their own.
  DATABASE_ANSWER_TIMEOUT_MS: '10000',
  LOG_LEVEL: 'warn',
  // A machine that runs tests lags: what is refused then is the subject of one test alone.
  EVENT_LOOP_LAG_MAX_MS: '0',
  // Who is told of a step is read at once; that it waits is the subject of tests of its own.
  ORDER_NOTICE_DELAY_SECONDS: '0',
});

/** A database of its own, with two tenants. Takes about a quarter of a second, and twice as long with roles of its own. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { redisUrl, ...shared } = engineAddresses();
  const postgresUrl = options.postgresUrl ?? shared.postgresUrl;
  const database = `halles_test_${uuid().replaceAll('-', '').slice(-16)}`;
  const adminUrl = new URL(postgresUrl);
  adminUrl.pathname = `/${database}`;
  const home = await mkdtemp(join(tmpdir(), 'halles-world-'));
  const env = { ...worldEnv(home, adminUrl.href), REDIS_URL: await freshRedis(redisUrl), ...options.env };
  const config = loadConfig(env);
  const isCopied = options.postgresUrl === undefined && options.ownRoles !== true;
  const { installation, sharedRoles } = isCopied
    ? await copyDatabase(postgresUrl, config, database, options.contents ?? 'tenants')
    : await makeDatabase(postgresUrl, config, database);
  const pool = createPool(config, 'halles-test');
  const dataSource = await createDataSource(pool, options.entities);
  const contextOf = (record: TenantRecord): TenantContext =>
    createContext(toTenant(record), { kind: 'visitor' }, uuid());
  const changeBus = new DatabaseChangeBus(databaseAddresses(config), config.masterKey);
  return {
    config,
    env,
    serverEnv: serverEnvOf(env),
    installation,
    pool,
    dataSource,
    // As the application has it: who changed something reads what it changed.
    work: new TypeOrmUnitOfWork(dataSource, (role) => changeBus.publish(role)),
    changeBus,
    here: contextOf(await getTenant(installation.platform(), SLUGS[0])),
    there: contextOf(await getTenant(installation.platform(), SLUGS[1])),
    addTenant: async (slug) => contextOf(await addTenantTo(installation, slug)),
    close: async () => {
      releaseRedis();
      await changeBus.stop();
      await dataSource.destroy();
      await pool.end();
      const roles = await tenantRoles(installation);
      await installation.close();
      await dropDatabase(
        postgresUrl,
        database,
        roles.filter((role) => !sharedRoles.includes(role)),
      );
      await rm(home, { recursive: true, force: true });
    },
  };
}

function serverEnvOf(env: World['env']): World['serverEnv'] {
  const withheld = new Set(
    describeEnv().flatMap(({ name, commandLineOnly }) => (commandLineOnly ? [name] : [])),
  );
  return Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.has(name)));
}

/** The registry's own reading of a platform table, for assertions. */
export function platformOf(world: World, database = 'main') {
  return platformDatabase(world.installation.pool, platformRoles.migrator, database);
}

/** Roles outlive the database: once it is gone they own nothing, and are dropped all at once. */
async function dropDatabase(url: string, database: string, roles: readonly string[]): Promise<void> {
  await onServer(url, async (server) => {
    await server.query(`DROP DATABASE ${database} WITH (FORCE)`);
    if (roles.length > 0) await server.query(`DROP ROLE IF EXISTS ${roles.join(', ')}`);
  });
}
