import type { Siren } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import type { AttemptKey, BegunAttempt, StoredAttempt, OidcPerson } from '@halles/platform/auth';
import { ACCOUNT_COLUMNS, type ConsoleAccount } from './console-account.repository';

/** Somebody as a provider knows them: these two alone say who it is. */
type Identity = Pick<OidcPerson, 'issuer' | 'subject'>;

/** That an account is linked to an identity. */
export interface IdentityLink {
  readonly linkedAt: Date;
  /** The company that the provider named when it was linked; null where it named none. */
  readonly siren: Siren | null;
}

/** What an attempt is for. */
export interface ConsoleAttempt {
  /** The account to link; null to sign in. */
  readonly accountId: string | null;
  /** Hash of the token that the browser had when it left; null where it had none, or that session has ended since. */
  readonly sessionHash: Buffer | null;
  /** A path of the console. */
  readonly returnTo: string;
}

const LOCK = `SELECT ${ACCOUNT_COLUMNS}, identity.siren
       FROM console_identity identity JOIN console_account account ON account.id = identity.account_id
      WHERE identity.issuer = $1 AND identity.subject = $2
        FOR SHARE OF identity`;

/** The account of an identity with the company that it was linked for; nobody unlinks it before the transaction ends. */
export async function lockIdentity(
  tx: Queryable,
  { issuer, subject }: Identity,
): Promise<{ readonly account: ConsoleAccount; readonly siren: Siren | null } | null> {
  const [row] = await tx.query<ConsoleAccount & { readonly siren: Siren | null }>(LOCK, [issuer, subject]);
  if (!row) return null;
  const { siren, ...account } = row;
  return { account, siren };
}

/** The identity of a provider that an account is linked to; null for none. */
export async function findIdentityLink(db: Queryable, accountId: string): Promise<IdentityLink | null> {
  const [row] = await db.query<IdentityLink>(
    `SELECT linked_at AS "linkedAt", siren FROM console_identity WHERE account_id = $1
      ORDER BY linked_at DESC LIMIT 1`,
    [accountId],
  );
  return row ?? null;
}

/** @returns false where the identity belongs to an account already */
export async function insertIdentity(
  tx: Queryable,
  accountId: string,
  { issuer, subject }: Identity,
  { linkedAt, siren }: IdentityLink,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO console_identity (issuer, subject, account_id, siren, linked_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING subject`,
    [issuer, subject, accountId, siren, linkedAt],
  );
  return rows.length === 1;
}

/** Unlinks an account from its identity provider. */
export async function deleteIdentitiesOf(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('DELETE FROM console_identity WHERE account_id = $1', [accountId]);
}

/** Keeps an attempt; its session only where there is one of that hash. */
export async function insertAttempt(
  db: Queryable,
  begun: BegunAttempt,
  { accountId, sessionHash, returnTo }: ConsoleAttempt,
): Promise<void> {
  await db.query(
    `INSERT INTO console_oidc_attempt
       (state_hash, browser_hash, nonce, verifier, account_id, session_hash, return_to, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, (SELECT token_hash FROM console_session WHERE token_hash = $6), $7, $8, $9)`,
    [
      begun.stateHash,
      begun.browserHash,
      begun.nonce,
      begun.verifier,
      accountId,
      sessionHash,
      returnTo,
      begun.createdAt,
      begun.expiresAt,
    ],
  );
}

/** Takes the attempt of that browser out: it comes back once. */
export async function consumeAttempt(
  db: Queryable,
  { stateHash, browserHash }: AttemptKey,
  now: Date,
): Promise<(ConsoleAttempt & StoredAttempt) | null> {
  const [row] = await db.query<ConsoleAttempt & StoredAttempt>(
    `DELETE FROM console_oidc_attempt WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
     RETURNING nonce, verifier, account_id AS "accountId", session_hash AS "sessionHash", return_to AS "returnTo"`,
    [stateHash, browserHash, now],
  );
  return row ?? null;
}

/** Forgets those that never came back. */
export async function deleteExpiredAttempts(db: Queryable, now: Date): Promise<void> {
  await db.query('DELETE FROM console_oidc_attempt WHERE expires_at <= $1', [now]);
}
