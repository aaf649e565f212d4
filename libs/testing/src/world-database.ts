import type { Config } from '@halles/platform/config';
import { PLATFORM_SCHEMA } from '@halles/platform/database';
import {
  bootstrapDatabases,
  createTenant,
  Installation,
  migratePlatform,
  prepareInstallation,
} from '@halles/platform/provisioning';
import type { TenantRecord } from '@halles/platform/tenancy';
import pg from 'pg';
import { aPerimeter, aTerritory } from './builders';

/** The two tenants that every world has. */
export const SLUGS = ['ici-bourg', 'autre-ville'] as const;

/** The prepared databases of the server of the run, from which those of the worlds are copied. */
const TEMPLATES = { tenants: 'halles_test_template', installation: 'halles_test_installation' } as const;

/** What a database holds at first: the two tenants, or the territories that ship with the product beside them. */
export type Contents = keyof typeof TEMPLATES;

/** A database of a world, open. */
export interface PreparedDatabase {
  readonly installation: Installation;
  /** Roles of tenants that other databases have too: those of the one that this was copied from. */
  readonly sharedRoles: readonly string[];
}

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
): Promise<PreparedDatabase> {
  await onServer(serverUrl, (server) => server.query(`CREATE DATABASE ${database}`));
  return { installation: await prepare(config), sharedRoles: [] };
}

async function prepare(config: Config): Promise<Installation> {
  await bootstrapDatabases(config);
  const installation = await Installation.open(config);
  await migratePlatform(installation);
  for (const slug of SLUGS) await addTenantTo(installation, slug);
  return installation;
}

/**
 * Copies a prepared database, which the first caller of the run makes. The roles of its tenants belong to the server:
 * all copies share them.
 */
export async function copyDatabase(
  serverUrl: string,
  config: Config,
  database: string,
  contents: Contents,
): Promise<PreparedDatabase> {
  await onServer(serverUrl, async (server) => {
    await ensureTemplate(server, config, contents);
    // The files are copied as they are: there is no log to write, and no page to read.
    await server.query(`CREATE DATABASE ${database} TEMPLATE ${TEMPLATES[contents]} STRATEGY FILE_COPY`);
  });
  // Who may connect to a database is not copied with it.
  await bootstrapDatabases(config);
  const installation = await Installation.open(config);
  const roles = await tenantRoles(installation);
  await installation.onSchema('main', PLATFORM_SCHEMA, (runner) =>
    runner.query(`GRANT CONNECT ON DATABASE ${database} TO ${roles.join(', ')}`),
  );
  return { installation, sharedRoles: roles };
}

/** The roles of the tenants of a database. */
export async function tenantRoles(installation: Installation): Promise<string[]> {
  const tenants = await installation
    .platform()
    .query<{ role: string }>('SELECT role_name AS role FROM tenant ORDER BY role_name');
  return tenants.map(({ role }) => role);
}

async function ensureTemplate(server: pg.Client, config: Config, contents: Contents): Promise<void> {
  const template = TEMPLATES[contents];
  const isMade = async (): Promise<boolean> => {
    const { rows } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      template,
    ]);
    return rows.length > 0;
  };
  if (await isMade()) return;
  // Workers of jest are other processes: one of them makes it, and the others wait.
  await server.query(`SELECT pg_advisory_lock(hashtext('${template}'))`);
  try {
    if (await isMade()) return;
    await server.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${template}`);
    const url = new URL(config.databaseUrl);
    url.pathname = `/${template}`;
    const own = { ...config, databaseUrl: url.href, databaseAdminUrl: url.href };
    // As on a new machine: the territories of the first start are opened where there are none.
    if (contents === 'installation') await prepareInstallation(own);
    await (await prepare(own)).close();
    await server.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  } finally {
    await server.query(`SELECT pg_advisory_unlock(hashtext('${template}'))`);
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
