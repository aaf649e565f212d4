import type { Config } from '@halles/platform/config';
import { PLATFORM_SCHEMA } from '@halles/platform/database';
import {
  bootstrapDatabases,
  createTenant,
  getTenant,
  Installation,
  migratePlatform,
} from '@halles/platform/provisioning';
import type { TenantRecord } from '@halles/platform/tenancy';
import pg from 'pg';
import { aPerimeter, aTerritory } from './builders';

/** The two tenants that every world has. */
export const SLUGS = ['ici-bourg', 'autre-ville'] as const;

/** The prepared database of the server of the run, from which those of the worlds are copied. */
const TEMPLATE = 'halles_test_template';

/** Creates a live tenant. */
export function addTenantTo(installation: Installation, slug: string): Promise<TenantRecord> {
  return createTenant(installation, {
    settings: aTerritory(slug),
    perimeter: aPerimeter(),
    state: 'live',
  });
}

/** Makes an empty database and prepares it as an operator would, with its two tenants. Takes about half a second. */
export async function makeDatabase(
  serverUrl: string,
  config: Config,
  database: string,
): Promise<Installation> {
  await onServer(serverUrl, (server) => server.query(`CREATE DATABASE ${database}`));
  return prepare(config);
}

async function prepare(config: Config): Promise<Installation> {
  await bootstrapDatabases(config);
  const installation = await Installation.open(config);
  await migratePlatform(installation);
  for (const slug of SLUGS) await addTenantTo(installation, slug);
  return installation;
}

/**
 * Copies the prepared database, which the first caller of the run makes. The roles of its tenants belong to the server:
 * all copies share them.
 */
export async function copyDatabase(
  serverUrl: string,
  config: Config,
  database: string,
): Promise<Installation> {
  await onServer(serverUrl, async (server) => {
    await ensureTemplate(server, config);
    // The files are copied as they are: there is no log to write, and no page to read.
    await server.query(`CREATE DATABASE ${database} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  });
  // Who may connect to a database is not copied with it.
  await bootstrapDatabases(config);
  const installation = await Installation.open(config);
  for (const slug of SLUGS) {
    const { role } = await getTenant(installation.platform(), slug);
    await installation.onSchema('main', PLATFORM_SCHEMA, (runner) =>
      runner.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`),
    );
  }
  return installation;
}

async function ensureTemplate(server: pg.Client, config: Config): Promise<void> {
  const isMade = async (): Promise<boolean> => {
    const { rows } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      TEMPLATE,
    ]);
    return rows.length > 0;
  };
  if (await isMade()) return;
  // Workers of jest are other processes: one of them makes it, and the others wait.
  await server.query(`SELECT pg_advisory_lock(hashtext('${TEMPLATE}'))`);
  try {
    if (await isMade()) return;
    await server.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${TEMPLATE}`);
    const url = new URL(config.databaseUrl);
    url.pathname = `/${TEMPLATE}`;
    const installation = await prepare({ ...config, databaseUrl: url.href, databaseAdminUrl: url.href });
    await installation.close();
    await server.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true`);
  } finally {
    await server.query(`SELECT pg_advisory_unlock(hashtext('${TEMPLATE}'))`);
  }
}

/** Runs statements on the server itself, as its superuser. */
export async function onServer<T>(url: string, work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}
