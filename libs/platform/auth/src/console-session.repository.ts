import type { Queryable } from '@halles/platform/database';
import type { ConsoleAccount } from './console-account.repository';
import type { SessionTimes } from './session-policy';

export interface ConsoleSession extends SessionTimes {
  readonly account: ConsoleAccount;
}

interface SessionRow extends ConsoleAccount, SessionTimes {}

export async function findSession(db: Queryable, tokenHash: Buffer): Promise<ConsoleSession | null> {
  const [row] = await db.query<SessionRow>(
    `SELECT account.id, account.email, account.name, account.must_change_password AS "mustChangePassword",
            session.last_seen_at AS "lastSeenAt", session.expires_at AS "expiresAt"
       FROM console_session session JOIN console_account account ON account.id = session.account_id
      WHERE session.token_hash = $1`,
    [tokenHash],
  );
  if (!row) return null;
  const { lastSeenAt, expiresAt, ...account } = row;
  return { account, lastSeenAt, expiresAt };
}

export async function insertSession(
  db: Queryable,
  tokenHash: Buffer,
  accountId: string,
  createdAt: Date,
  expiresAt: Date,
): Promise<void> {
  await db.query(
    'INSERT INTO console_session (token_hash, account_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)',
    [tokenHash, accountId, createdAt, expiresAt],
  );
}

export async function touchSession(db: Queryable, tokenHash: Buffer, at: Date): Promise<void> {
  await db.query('UPDATE console_session SET last_seen_at = $2 WHERE token_hash = $1', [tokenHash, at]);
}

export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query('DELETE FROM console_session WHERE token_hash = $1', [tokenHash]);
}

export async function deleteSessionsOf(db: Queryable, accountId: string): Promise<void> {
  await db.query('DELETE FROM console_session WHERE account_id = $1', [accountId]);
}

/** Forgets what nothing can open any more. */
export async function deleteEndedSessions(db: Queryable, now: Date, idleSince: Date): Promise<void> {
  await db.query('DELETE FROM console_session WHERE expires_at <= $1 OR last_seen_at <= $2', [
    now,
    idleSince,
  ]);
}
