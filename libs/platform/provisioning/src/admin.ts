import type { Config } from '@halles/platform/config';
import type { DatabaseAddress } from '@halles/platform/database';
import { defineError } from '@halles/kernel';
import pg from 'pg';

export const AdminUrlMissing = defineError('admin-url-missing', {
  kind: 'invalid',
  title: { fr: 'Accès d’administration manquant', en: 'Administration access missing' },
  detail: () => ({
    fr: 'Indiquez DATABASE_ADMIN_URL : une adresse PostgreSQL avec un rôle qui peut créer des rôles.',
    en: 'Set DATABASE_ADMIN_URL: a PostgreSQL address with a role that may create roles.',
  }),
});

export const ServerTooOld = defineError<{ version: string }>('server-too-old', {
  kind: 'invalid',
  title: { fr: 'PostgreSQL trop ancien', en: 'PostgreSQL too old' },
  detail: ({ version }) => ({
    fr: `Le serveur est en version ${version} ; il faut PostgreSQL 16 ou plus récent.`,
    en: `The server is version ${version}; PostgreSQL 16 or newer is needed.`,
  }),
});

/** Double-quotes an identifier (SQL:2023, 5.2). */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text as a literal, for utility statements that take no parameters. */
export function quoteLiteral(text: string): string {
  if (text.includes('\\') || text.includes('\0')) throw new Error('not a plain literal');
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A connection as the installation's administrator, for what only it may do: roles, revokes on the system catalogue.
 * @throws AdminUrlMissing
 * @throws ServerTooOld
 */
export async function connectAdmin(config: Config, address: DatabaseAddress): Promise<pg.Client> {
  if (!config.databaseAdminUrl) throw new AdminUrlMissing({});
  const url = new URL(config.databaseAdminUrl);
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    ssl: address.ssl,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    application_name: 'halles-admin',
    connectionTimeoutMillis: 10_000,
  });
  // A server that shuts down tells it to connections at rest too; what runs on this one fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ number: string; text: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
  );
  const version = rows[0];
  if (!version || Number(version.number) < 160_000) {
    await client.end();
    throw new ServerTooOld({ version: version?.text ?? '?' });
  }
  return client;
}
