import type { Queryable } from '@halles/platform/database';
import type { SessionStep } from '@halles/contracts';
import type { SessionTimes } from '@halles/platform/auth';
import { ACCOUNT_COLUMNS, type ConsoleAccount } from './console-account.repository';
import { stepOf } from './session-step';

export interface ConsoleSession extends SessionTimes {
  readonly account: ConsoleAccount;
  /** When a code of the second factor was given in it. */
  readonly secondFactorAt: Date | null;
  /** What it still has to do before it opens anything. */
  readonly step: SessionStep;
}

/** A session, with the token that its cookie carries. */
export interface HeldSession {
  readonly session: ConsoleSession;
  readonly token: string;
}

interface SessionRow extends ConsoleAccount, SessionTimes {
  readonly secondFactorAt: Date | null;
}

/** A session as it is about to be opened. */
export interface NewSession extends SessionTimes {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly secondFactorAt: Date | null;
  /** Of the provider that opened it, sealed; null where none did. */
  readonly idToken: Buffer | null;
}

/** What is left to be done for a session that has ended: signing out at the provider that opened it. */
export type EndedSession = Pick<NewSession, 'accountId' | 'idToken'>;

const FIND = `SELECT ${ACCOUNT_COLUMNS}, session.second_factor_at AS "secondFactorAt",
            session.last_seen_at AS "lastSeenAt", session.expires_at AS "expiresAt"
       FROM console_session session JOIN console_account account ON account.id = session.account_id
      WHERE session.token_hash = $1`;

/** The session with its account as it is now: a role that was taken away is gone at the next request. */
export async function findSession(db: Queryable, tokenHash: Buffer): Promise<ConsoleSession | null> {
  const [row] = await db.query<SessionRow>(FIND, [tokenHash]);
  if (!row) return null;
  const { lastSeenAt, expiresAt, secondFactorAt, ...account } = row;
  const step = stepOf({ ...account, gaveSecondFactor: secondFactorAt !== null });
  return { account, lastSeenAt, expiresAt, secondFactorAt, step };
}

/** Stores a session. */
export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query(
    `INSERT INTO console_session (token_hash, account_id, created_at, last_seen_at, expires_at, second_factor_at, id_token)
     VALUES ($1, $2, $3, $3, $4, $5, $6)`,
    [
      session.tokenHash,
      session.accountId,
      session.lastSeenAt,
      session.expiresAt,
      session.secondFactorAt,
      session.idToken,
    ],
  );
}

/** Notes that a session is in use. */
export async function touchSession(db: Queryable, tokenHash: Buffer, at: Date): Promise<void> {
  await db.query('UPDATE console_session SET last_seen_at = $2 WHERE token_hash = $1', [tokenHash, at]);
}

/** @returns null where there was none */
export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<EndedSession | null> {
  const [row] = await db.query<EndedSession>(
    `DELETE FROM console_session WHERE token_hash = $1 RETURNING account_id AS "accountId", id_token AS "idToken"`,
    [tokenHash],
  );
  return row ?? null;
}

/** Ends the sessions of an account. */
export async function deleteSessionsOf(db: Queryable, accountId: string): Promise<void> {
  await db.query('DELETE FROM console_session WHERE account_id = $1', [accountId]);
}

/** Deletes sessions, links and invitations that have ended. */
export async function deleteEndedSessions(db: Queryable, now: Date, idleSince: Date): Promise<void> {
  await db.query('DELETE FROM console_session WHERE expires_at <= $1 OR last_seen_at <= $2', [
    now,
    idleSince,
  ]);
}
