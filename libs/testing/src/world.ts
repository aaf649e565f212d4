import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '@halles/platform/config';
import {
  createDataSource,
  createPool,
  databaseAddresses,
  type Entities,
  platformDatabase,
  platformRoles,
  PLATFORM_SCHEMA,
  type RoutingPool,
} from '@halles/platform/database';
import {
  bootstrapDatabases,
  createTenant,
  Installation,
  migratePlatform,
} from '@halles/platform/provisioning';
import {
  createContext,
  DatabaseChangeBus,
  type TenantContext,
  type ChangeBus,
  toTenant,
  TypeOrmUnitOfWork,
  type UnitOfWork,
} from '@halles/platform/tenancy';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { aPerimeter, aTerritory } from './builders';
import { freshRedis } from './fresh-redis';
import { engineAddresses } from './run';

/** Two tenants on a database of the test file's own: isolation is exercised by every test, not by one. */
export interface World {
  readonly config: Config;
  /** The environment that `config` was read from, for child processes. */
  readonly env: Readonly<Record<string, string>>;
  readonly installation: Installation;
  readonly pool: RoutingPool;
  readonly dataSource: DataSource;
  readonly work: UnitOfWork;
  /** News out of the database, followed from the first watcher on. */
  readonly news: ChangeBus;
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
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Roles belong to the server and are shared by all test databases: their passwords must be too. */
const MASTER_KEY = 'test-master-key-0123456789abcdef0123456789';

/** Makes a database, its roles and two tenants. Takes about half a second. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { redisUrl, ...shared } = engineAddresses();
  const postgresUrl = options.postgresUrl ?? shared.postgresUrl;
  const database = `halles_test_${uuid().replaceAll('-', '').slice(-16)}`;
  await onServer(postgresUrl, `CREATE DATABASE ${database}`);
  const adminUrl = new URL(postgresUrl);
  adminUrl.pathname = `/${database}`;
  const home = await mkdtemp(join(tmpdir(), 'halles-world-'));
  const env = {
    NODE_ENV: 'test',
    HALLES_ROOT: process.cwd(),
    HALLES_HOME: home,
    MASTER_KEY,
    DATABASE_URL: adminUrl.href,
    DATABASE_ADMIN_URL: adminUrl.href,
    REDIS_URL: await freshRedis(redisUrl),
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'warn',
    ...options.env,
  };
  const config = loadConfig(env);
  await bootstrapDatabases(config);
  const installation = await Installation.open(config);
  await migratePlatform(installation);
  const pool = createPool(config, 'halles-test');
  const bootKey = {
    database: 'main',
    role: platformRoles.registry,
    searchPath: PLATFORM_SCHEMA,
    mode: 'read',
  } as const;
  const dataSource = await createDataSource(pool, options.entities ?? [], bootKey);
  const addTenant = (slug: string): Promise<TenantContext> => aLiveTenant(installation, slug);
  const news = new DatabaseChangeBus(databaseAddresses(config), config.masterKey);
  return {
    config,
    env,
    installation,
    pool,
    dataSource,
    work: new TypeOrmUnitOfWork(dataSource),
    news,
    here: await addTenant('ici-bourg'),
    there: await addTenant('autre-ville'),
    addTenant,
    close: async () => {
      await news.stop();
      await dataSource.destroy();
      await pool.end();
      await dropTenantRoles(installation);
      await installation.close();
      await onServer(postgresUrl, `DROP DATABASE ${database} WITH (FORCE)`);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function aLiveTenant(installation: Installation, slug: string): Promise<TenantContext> {
  const record = await createTenant(installation, {
    settings: aTerritory(slug),
    perimeter: aPerimeter(),
    state: 'live',
  });
  return createContext(toTenant(record), { kind: 'visitor' }, uuid());
}

/** The registry's own reading of a platform table, for assertions. */
export function platformOf(world: World, database = 'main') {
  return platformDatabase(world.installation.pool, platformRoles.migrator, database);
}

async function dropTenantRoles(installation: Installation): Promise<void> {
  const tenants = await installation
    .platform()
    .query<{ role: string }>('SELECT role_name AS role FROM tenant');
  const address = installation.addresses.get('main');
  for (const { role } of tenants) {
    await installation.onSchema('main', PLATFORM_SCHEMA, async (runner) => {
      await runner.query(`DROP SCHEMA IF EXISTS ${role} CASCADE`);
      await runner.query(`REVOKE CONNECT ON DATABASE ${address?.database ?? ''} FROM ${role}`);
      await runner.query(`DROP ROLE IF EXISTS ${role}`);
    });
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
