import { derivePassword, groupRoles, platformRoles } from '@halles/platform/database';
import { appendOnlyTables, readOnlyTables } from '@halles/migrations/tenant';
import type { QueryRunner } from 'typeorm';
import { quoteIdentifier, quoteLiteral } from './admin';
import { scramVerifier } from './scram';

/** Connections of all processes together that one tenant may hold. */
const CONNECTION_LIMIT = 40;

/**
 * The statements that make a tenant's login role and its schema: rights on that schema and on no other, member of
 * nothing but the marker group and the outbox's insert-only group.
 */
export function roleAndSchema(role: string, masterKey: string, database: string): string[] {
  const name = quoteIdentifier(role);
  const owner = platformRoles.migrator;
  return [
    `CREATE ROLE ${name} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${CONNECTION_LIMIT}`,
    passwordStatement(role, masterKey),
    `GRANT ${groupRoles.tenants} TO ${name} WITH INHERIT FALSE, SET FALSE`,
    `GRANT ${groupRoles.caps} TO ${name} WITH INHERIT TRUE, SET FALSE`,
    `GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${name}`,
    `CREATE SCHEMA ${name} AUTHORIZATION ${owner}`,
    `GRANT USAGE ON SCHEMA ${name} TO ${name}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${name} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${name}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${name} GRANT USAGE, SELECT ON SEQUENCES TO ${name}`,
  ];
}

/** The statement that gives a role the password that follows from the installation's key. */
export function passwordStatement(role: string, masterKey: string): string {
  const password = quoteLiteral(scramVerifier(derivePassword(masterKey, role)));
  return `ALTER ROLE ${quoteIdentifier(role)} PASSWORD ${password}`;
}

/** Takes back the rights that the default privileges give too many of. Run after each migration of the schema. */
export async function restrictTables(runner: QueryRunner, role: string): Promise<void> {
  const name = quoteIdentifier(role);
  const rights = new Map<string, string>([
    ...appendOnlyTables.map((table): [string, string] => [table, 'UPDATE, DELETE, TRUNCATE']),
    ...readOnlyTables.map((table): [string, string] => [table, 'INSERT, UPDATE, DELETE, TRUNCATE']),
  ]);
  // A schema of an older version may not have them all yet.
  const present = (await runner.query(
    'SELECT relname AS table FROM pg_class WHERE relnamespace = $1::regnamespace AND relname = ANY ($2)',
    [name, [...rights.keys()]],
  )) as { table: string }[];
  for (const { table } of present) await runner.query(`REVOKE ${rights.get(table)} ON ${table} FROM ${name}`);
}

/**
 * Temporary files of one statement. The role cannot lift it: only the migrator was granted the parameter. A managed
 * server may have refused that grant: the tenant works without.
 */
export async function limitTempFiles(runner: QueryRunner, role: string): Promise<void> {
  const [may] = (await runner.query(
    "SELECT has_parameter_privilege('temp_file_limit', 'SET') AS granted",
  )) as { granted: boolean }[];
  if (!may?.granted) return;
  await runner.query(`ALTER ROLE ${quoteIdentifier(role)} SET temp_file_limit = '256MB'`);
}

/** Removes the schema with all that is in it, and the role. */
export async function dropRoleAndSchema(runner: QueryRunner, role: string, database: string): Promise<void> {
  const name = quoteIdentifier(role);
  await runner.query(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
  const found = (await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])) as unknown[];
  if (found.length === 0) return;
  const { migrator } = platformRoles;
  await runner.query(`REVOKE CONNECT ON DATABASE ${quoteIdentifier(database)} FROM ${name}`);
  await runner.query(`GRANT ${name} TO ${migrator} WITH INHERIT TRUE`);
  await runner.query(`DROP OWNED BY ${name}`);
  await runner.query(`DROP ROLE ${name}`);
}
