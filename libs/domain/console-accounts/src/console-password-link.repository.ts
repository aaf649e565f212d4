import type { Locale } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';

/** A link with which an account of the console chooses a new password. */
export interface ConsolePasswordLink {
  readonly id: string;
  /** Null where the address that it was asked for has no account. */
  readonly accountId: string | null;
  /** Whose outbox and name carry the mail. */
  readonly tenantId: string;
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
}

const FIND = `SELECT id, account_id AS "accountId", tenant_id AS "tenantId", locale, created_at AS "createdAt",
    used_at AS "usedAt" FROM console_password_link WHERE id = $1`;

/** A link to choose a new password, by its id; null for none. */
export async function findPasswordLink(db: Queryable, id: string): Promise<ConsolePasswordLink | null> {
  const [row] = await db.query<ConsolePasswordLink>(FIND, [id]);
  return row ?? null;
}

/** Stores a link to choose a new password. */
export async function insertPasswordLink(
  tx: Queryable,
  link: Omit<ConsolePasswordLink, 'usedAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO console_password_link (id, account_id, tenant_id, locale, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [link.id, link.accountId, link.tenantId, link.locale, link.createdAt],
  );
}

/** Uses a link up, and with it every other of the account; of two at once one gets true. */
export async function usePasswordLink(
  tx: Queryable,
  { id, accountId }: { readonly id: string; readonly accountId: string },
  at: Date,
): Promise<boolean> {
  const used = await tx.query(
    'UPDATE console_password_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING 1',
    [id, at],
  );
  if (used.length === 0) return false;
  await endPasswordLinks(tx, accountId, at);
  return true;
}

/** Ends every link of an account that was not used: a password that was changed is not replaced by an older wish. */
export async function endPasswordLinks(tx: Queryable, accountId: string, at: Date): Promise<void> {
  await tx.query('UPDATE console_password_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [
    accountId,
    at,
  ]);
}

/** Deletes what was asked for before that instant. */
export async function deletePasswordLinks(tx: Queryable, before: Date): Promise<void> {
  await tx.query('DELETE FROM console_password_link WHERE created_at < $1', [before]);
}
