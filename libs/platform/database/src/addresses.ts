import { createHmac } from 'node:crypto';
import type { Config } from '@halles/platform/config';
import { MigratorKeyMissing } from './database.errors';

/** Where a database is. Who logs in is decided per connection: a role and a derived password. */
export interface DatabaseAddress {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly ssl: boolean;
}

/** The login roles of the platform. Tenants have one each, with an opaque name. */
export const platformRoles = {
  /** Owns every schema, makes roles and runs migrations. Its key is the command line's alone. */
  migrator: 'halles_migrator',
  /** Reads the registry: portals, workers and the console. */
  registry: 'halles_registry',
  /** Moves the outbox: workers. */
  relay: 'halles_relay',
  /** Console accounts and sessions: the console. */
  console: 'halles_console',
} as const;

/** Groups without login: `tenants` marks tenant roles, `tenant_caps` may append to the outbox. */
export const groupRoles = { tenants: 'halles_tenants', caps: 'halles_tenant_caps' } as const;

export const PLATFORM_SCHEMA = 'platform';

/** Parses a `postgres://` URL; user and password are ignored here. */
export function parseAddress(name: string, url: string): DatabaseAddress {
  const parsed = new URL(url);
  return {
    name,
    host: decodeURIComponent(parsed.hostname),
    port: parsed.port === '' ? 5432 : Number(parsed.port),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    ssl: ['require', 'verify-ca', 'verify-full'].includes(parsed.searchParams.get('sslmode') ?? ''),
  };
}

/** Every database of the installation by name; `main` carries the registry. */
export function databaseAddresses(config: Config): ReadonlyMap<string, DatabaseAddress> {
  const addresses = new Map([['main', parseAddress('main', config.databaseUrl)]]);
  for (const [name, url] of Object.entries(config.databases)) addresses.set(name, parseAddress(name, url));
  return addresses;
}

/** HMAC-SHA256 of a key and the role's name. Never stored, the same in each process, and of no use for another role. */
export function derivePassword(key: string, role: string): string {
  return createHmac('sha256', key).update(`halles/role/${role}`).digest('base64url');
}

/** The keys that the passwords of roles follow from. */
export interface DatabaseKeys {
  readonly masterKey: string;
  /** Absent from servers. */
  readonly migratorKey?: string | undefined;
}

/**
 * The key that the password of a role follows from: what every server holds does not open the role that makes roles.
 * @throws MigratorKeyMissing
 */
export function keyOfRole({ masterKey, migratorKey }: DatabaseKeys, role: string): string {
  if (role !== platformRoles.migrator) return masterKey;
  if (migratorKey === undefined) throw new MigratorKeyMissing({});
  return migratorKey;
}

/** The password of a role under these keys. @throws MigratorKeyMissing */
export const passwordOf = (keys: DatabaseKeys, role: string): string =>
  derivePassword(keyOfRole(keys, role), role);
