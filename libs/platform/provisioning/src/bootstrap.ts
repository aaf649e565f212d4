import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@halles/platform/config';
import {
  closedFunctions,
  type DatabaseAddress,
  databaseAddresses,
  type DatabaseKeys,
  groupRoles,
  passwordOf,
  platformRoles,
  PLATFORM_SCHEMA,
  sqlStateOf,
} from '@halles/platform/database';
import type pg from 'pg';
import { connectAdmin, quoteIdentifier, quoteLiteral } from './admin';
import { scramMatches, scramVerifier } from './scram';

/** What a managed server would not let its administrator do: told to the operator, and again by `halles doctor`. */
export interface BootstrapReport {
  readonly database: string;
  readonly refused: readonly string[];
}

export interface BootstrapOptions {
  readonly rekeys: boolean;
}

const ROLE_ATTRIBUTES: Readonly<Record<string, string>> = {
  [platformRoles.migrator]: 'LOGIN CREATEROLE NOCREATEDB NOREPLICATION',
  [platformRoles.registry]: 'LOGIN NOINHERIT NOCREATEROLE NOCREATEDB',
  [platformRoles.relay]: 'LOGIN NOINHERIT NOCREATEROLE NOCREATEDB',
  [platformRoles.console]: 'LOGIN NOINHERIT NOCREATEROLE NOCREATEDB',
  [groupRoles.tenants]: 'NOLOGIN NOINHERIT',
  [groupRoles.caps]: 'NOLOGIN NOINHERIT',
};

/**
 * Makes the roles, closes what PUBLIC has by default, and makes the `platform` schema, on each database. Safe to run
 * again; nothing is changed that is already so.
 * @param options `rekeys`: whether roles that have a password get the one of these keys, which shuts out servers that have others
 */
export async function bootstrapDatabases(
  config: Config,
  options: BootstrapOptions = { rekeys: true },
): Promise<BootstrapReport[]> {
  const reports: BootstrapReport[] = [];
  for (const address of databaseAddresses(config).values())
    reports.push(await bootstrapDatabase(config, address, options));
  return reports;
}

async function bootstrapDatabase(
  config: Config,
  address: DatabaseAddress,
  options: BootstrapOptions,
): Promise<BootstrapReport> {
  const admin = await connectAdmin(config, address);
  try {
    const refused = await retryIfRaced(async () => {
      await ensureRoles(admin, config, options);
      const closed = await closeDefaults(admin, address.database);
      await ensureSchema(admin, address.database);
      return closed;
    });
    return { database: address.name, refused };
  } finally {
    await admin.end();
  }
}

/**
 * Roles, grants and schemas are rows that another start at the same instant may write first ("tuple concurrently updated"):
 * then all of it is looked at again.
 */
async function retryIfRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const raced = ['42710', '23505', 'XX000'].includes(sqlStateOf(error) ?? '');
      if (!raced || attempt === 5) throw error;
      await sleep(100 * attempt);
    }
  }
}

async function ensureRoles(
  admin: pg.Client,
  keys: DatabaseKeys,
  { rekeys }: BootstrapOptions,
): Promise<void> {
  const { rows } = await admin
    .query<{ rolname: string; password: string | null }>(
      'SELECT rolname, rolpassword AS password FROM pg_authid WHERE rolname = ANY ($1)',
      [Object.keys(ROLE_ATTRIBUTES)],
    )
    .catch(() =>
      admin.query<{ rolname: string; password: string | null }>(
        // There is one, which this role may not read.
        `SELECT rolname, '' AS password FROM pg_roles WHERE rolname = ANY ($1)`,
        [Object.keys(ROLE_ATTRIBUTES)],
      ),
    );
  const known = new Map(rows.map((row) => [row.rolname, row.password]));
  for (const [role, attributes] of Object.entries(ROLE_ATTRIBUTES)) {
    const name = quoteIdentifier(role);
    if (!known.has(role)) await admin.query(`CREATE ROLE ${name} ${attributes}`);
    if (!attributes.startsWith('LOGIN')) continue;
    if (!rekeys && typeof known.get(role) === 'string') continue;
    const password = passwordOf(keys, role);
    if (!scramMatches(password, known.get(role) ?? '')) {
      await admin.query(`ALTER ROLE ${name} PASSWORD ${quoteLiteral(scramVerifier(password))}`);
    }
  }
  for (const group of Object.values(groupRoles)) {
    await admin.query(
      `GRANT ${quoteIdentifier(group)} TO ${platformRoles.migrator} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
    );
  }
}

/** Takes from PUBLIC what it has by default. Returns what the server refused. */
async function closeDefaults(admin: pg.Client, database: string): Promise<string[]> {
  const name = quoteIdentifier(database);
  const logins = Object.values(platformRoles).join(', ');
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${logins}`);
  await admin.query(
    `GRANT CONNECT, CREATE ON DATABASE ${name} TO ${platformRoles.migrator} WITH GRANT OPTION`,
  );
  const refused: string[] = [];
  const attempt = async (sql: string): Promise<void> => {
    await admin.query(sql).catch((error: unknown) => refused.push(`${sql}: ${(error as Error).message}`));
  };
  await attempt(`GRANT SET ON PARAMETER temp_file_limit TO ${platformRoles.migrator}`);
  const { rows } = await admin.query<{ signature: string }>(
    `SELECT p.oid::regprocedure::text AS signature
       FROM pg_proc p
      WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY ($1)
        AND has_function_privilege('public', p.oid, 'EXECUTE')`,
    [closedFunctions],
  );
  for (const { signature } of rows)
    await attempt(`REVOKE EXECUTE ON FUNCTION pg_catalog.${signature} FROM PUBLIC`);
  return refused;
}

async function ensureSchema(admin: pg.Client, database: string): Promise<void> {
  const { migrator } = platformRoles;
  await admin.query(`GRANT ${migrator} TO CURRENT_USER`);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${PLATFORM_SCHEMA} AUTHORIZATION ${migrator}`);
  await admin.query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${migrator} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`);
  // The directory's search needs these; they are made here because only the administrator may.
  for (const extension of ['btree_gist', 'pg_trgm', 'unaccent']) {
    await admin.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`);
  }
  await admin.query(`GRANT USAGE ON SCHEMA public TO ${migrator}`);
  await admin.query(
    `COMMENT ON SCHEMA ${PLATFORM_SCHEMA} IS ${quoteLiteral(`Halles, database ${database}`)}`,
  );
}
