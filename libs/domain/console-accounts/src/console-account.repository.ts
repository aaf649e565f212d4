import { type Locale, normalizeEmail } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import type { ConsoleGrant } from './console-role';

export interface ConsoleAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** In which its mails are written. */
  readonly locale: Locale;
  readonly mustChangePassword: boolean;
  /** Whether a second factor was set up and confirmed. */
  readonly hasSecondFactor: boolean;
  readonly grants: readonly ConsoleGrant[];
}

export interface ConsoleCredentials extends ConsoleAccount {
  readonly passwordHash: string;
}

/** An account, as the list of who may sign in shows it. */
export interface ConsoleAccountRow extends ConsoleAccount {
  readonly lastSignInAt: Date | null;
}

/** The columns of a `ConsoleAccount`, of a table that the statement calls `account`. */
export const ACCOUNT_COLUMNS = `account.id, account.email, account.name, account.locale,
  account.must_change_password AS "mustChangePassword", account.totp_confirmed_at IS NOT NULL AS "hasSecondFactor",
  (SELECT coalesce(json_agg(json_build_object('role', g.role, 'tenantId', g.tenant_id) ORDER BY g.granted_at), '[]')
     FROM console_grant g WHERE g.account_id = account.id) AS grants`;

const CREDENTIALS = `SELECT ${ACCOUNT_COLUMNS}, account.password_hash AS "passwordHash" FROM console_account account`;
const BY_EMAIL = `${CREDENTIALS} WHERE email = $1`;
const BY_ID = `${CREDENTIALS} WHERE id = $1`;
const LIST = `
  SELECT ${ACCOUNT_COLUMNS}, account.last_sign_in_at AS "lastSignInAt" FROM console_account account
   WHERE $1::uuid IS NULL
      OR EXISTS (SELECT 1 FROM console_grant g WHERE g.account_id = account.id AND g.tenant_id = $1)
   ORDER BY account.email`;

/** @param email in any case */
export async function findCredentials(db: Queryable, email: string): Promise<ConsoleCredentials | null> {
  const [row] = await db.query<ConsoleCredentials>(BY_EMAIL, [normalizeEmail(email)]);
  return row ?? null;
}

/** What a password of an account is compared with; null for no such account. */
export async function findCredentialsById(db: Queryable, id: string): Promise<ConsoleCredentials | null> {
  const [row] = await db.query<ConsoleCredentials>(BY_ID, [id]);
  return row ?? null;
}

/** Who may sign in, by email. @param tenantId those with a role on that tenant; null for everybody */
export async function listAccounts(db: Queryable, tenantId: string | null): Promise<ConsoleAccountRow[]> {
  return db.query<ConsoleAccountRow>(LIST, [tenantId]);
}

/** What some accounts are called; an operator may have no name. */
export async function listNames(
  db: Queryable,
  ids: readonly string[],
): Promise<Pick<ConsoleAccountRow, 'id' | 'name' | 'email'>[]> {
  if (ids.length === 0) return [];
  return db.query('SELECT id, name, email FROM console_account WHERE id = ANY ($1::uuid[])', [ids]);
}

/** Makes an account whose owner chose the password; false where the address has one, made this instant perhaps. */
export async function insertAccount(
  db: Queryable,
  account: Pick<ConsoleAccount, 'id' | 'email' | 'name' | 'locale'>,
  passwordHash: string,
): Promise<boolean> {
  const rows = await db.query(
    `INSERT INTO console_account (id, email, name, locale, password_hash, must_change_password) VALUES ($1, $2, $3, $4, $5, false)
     ON CONFLICT (email) DO NOTHING RETURNING 1`,
    [account.id, account.email, account.name, account.locale, passwordHash],
  );
  return rows.length === 1;
}

/** Takes an account for what changes how it signs in: of two at once one is done after the other. */
export async function lockAccount(tx: Queryable, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM console_account WHERE id = $1 FOR NO KEY UPDATE', [id]);
}

/** Keeps the language that the account reads the console in. */
export async function updateLocale(db: Queryable, id: string, locale: Locale): Promise<void> {
  await db.query('UPDATE console_account SET locale = $2 WHERE id = $1 AND locale <> $2', [id, locale]);
}

/** Notes when an account signed in. */
export async function updateLastSignIn(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query('UPDATE console_account SET last_sign_in_at = $2 WHERE id = $1', [id, at]);
}

/** Stores the same password under another hash; whatever changed it meanwhile wins. */
export async function updateHash(db: Queryable, id: string, from: string, to: string): Promise<void> {
  await db.query('UPDATE console_account SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
    id,
    from,
    to,
  ]);
}

/** Stores a password that its owner chose. */
export async function updatePassword(db: Queryable, id: string, passwordHash: string): Promise<void> {
  await db.query(
    'UPDATE console_account SET password_hash = $2, must_change_password = false WHERE id = $1',
    [id, passwordHash],
  );
}
