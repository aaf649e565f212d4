import type { Queryable } from '@halles/platform/database';

export interface ConsoleAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
}

export interface ConsoleCredentials extends ConsoleAccount {
  readonly passwordHash: string;
}

/** @param email in any case */
export async function findCredentials(db: Queryable, email: string): Promise<ConsoleCredentials | null> {
  const [row] = await db.query<ConsoleCredentials>(
    `SELECT id, email, name, must_change_password AS "mustChangePassword", password_hash AS "passwordHash"
       FROM console_account WHERE email = $1`,
    [email.toLowerCase()],
  );
  return row ?? null;
}

export async function findCredentialsById(db: Queryable, id: string): Promise<ConsoleCredentials | null> {
  const [row] = await db.query<ConsoleCredentials>(
    `SELECT id, email, name, must_change_password AS "mustChangePassword", password_hash AS "passwordHash"
       FROM console_account WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

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
