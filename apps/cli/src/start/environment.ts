import type { Environment } from '../io';
import type { InstallationFolder } from './installation-folder';
import { isEmbedded, masterKey, migratorKey } from './installation-folder';

/** What is known once the engines answer. */
export interface KnownEndpoints {
  /** With a login that may create roles. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly smtpUrl?: string | undefined;
  readonly portal?: number | undefined;
  readonly console?: number | undefined;
  readonly mailbox?: number | undefined;
}

const text = (value: number | undefined): string | undefined => value?.toString();

/** Where the mailbox of this start is read; none where mail goes elsewhere. */
const mailboxUrl = ({ smtpUrl, mailbox }: KnownEndpoints): string | undefined =>
  smtpUrl === undefined || mailbox === undefined ? undefined : `http://localhost:${mailbox}`;

/**
 * The environment with all that an embedded installation knows by itself. What the operator has set stays, but for the
 * ports: another one is written where theirs was taken.
 */
export function completeEnvironment(
  env: Environment,
  folder: InstallationFolder,
  known: KnownEndpoints,
): Record<string, string | undefined> {
  return {
    ...env,
    HALLES_HOME: folder.home,
    MASTER_KEY: isEmbedded(env, 'MASTER_KEY') ? masterKey(folder) : env['MASTER_KEY'],
    MIGRATOR_KEY: isEmbedded(env, 'MIGRATOR_KEY') ? migratorKey(folder) : env['MIGRATOR_KEY'],
    DATABASE_URL: known.databaseUrl ?? env['DATABASE_URL'],
    DATABASE_ADMIN_URL: env['DATABASE_ADMIN_URL'] || known.databaseUrl || env['DATABASE_URL'],
    REDIS_URL: known.redisUrl ?? env['REDIS_URL'],
    SMTP_URL: env['SMTP_URL'] || known.smtpUrl,
    PORT: text(known.portal) ?? env['PORT'],
    CONSOLE_PORT: text(known.console) ?? env['CONSOLE_PORT'],
    MAILBOX_PORT: text(known.mailbox) ?? env['MAILBOX_PORT'],
    MAILBOX_URL: env['MAILBOX_URL'] || mailboxUrl(known),
    // Where there is a mailbox, what would be texted is shown in it.
    TEXT_MESSAGES: env['TEXT_MESSAGES'] || (mailboxUrl(known) === undefined ? undefined : 'mailbox'),
    PUBLIC_PORT: env['PUBLIC_PORT'] || text(known.portal) || env['PORT'],
    CONSOLE_PUBLIC_PORT: env['CONSOLE_PUBLIC_PORT'] || text(known.console) || env['CONSOLE_PORT'],
  };
}

/** The part of it that a server process gets: nothing that may create roles. */
export function serverEnvironment(complete: Environment): Record<string, string | undefined> {
  const url = new URL(complete['DATABASE_URL'] ?? '');
  url.username = '';
  url.password = '';
  return { ...complete, DATABASE_URL: url.href, DATABASE_ADMIN_URL: undefined, MIGRATOR_KEY: undefined };
}
