import type { Queryable } from '@halles/platform/database';

export interface StoredFactor {
  /** Sealed; null where none was begun. */
  readonly secret: Buffer | null;
  readonly confirmedAt: Date | null;
  /** The last step of time whose code was used. */
  readonly step: number | null;
}

/** Locks the account's row: two codes given at once are looked at one after the other. */
export async function lockFactor(tx: Queryable, accountId: string): Promise<StoredFactor | null> {
  const [row] = await tx.query<Omit<StoredFactor, 'step'> & { readonly step: string | null }>(
    `SELECT totp_secret AS secret, totp_confirmed_at AS "confirmedAt", totp_step AS step
       FROM console_account WHERE id = $1 FOR UPDATE`,
    [accountId],
  );
  return row ? { ...row, step: row.step === null ? null : Number(row.step) } : null;
}

/** Begins an enrolment, or begins it anew. */
export async function storeSecret(tx: Queryable, accountId: string, secret: Buffer): Promise<void> {
  await tx.query(
    'UPDATE console_account SET totp_secret = $2, totp_confirmed_at = NULL, totp_step = NULL WHERE id = $1',
    [accountId, secret],
  );
}

/** Notes which code was used last: none serves twice. */
export async function storeStep(tx: Queryable, accountId: string, step: number): Promise<void> {
  await tx.query('UPDATE console_account SET totp_step = $2 WHERE id = $1', [accountId, step]);
}

/** Puts a second factor into force. */
export async function confirmFactor(tx: Queryable, accountId: string, step: number, at: Date): Promise<void> {
  await tx.query('UPDATE console_account SET totp_confirmed_at = $3, totp_step = $2 WHERE id = $1', [
    accountId,
    step,
    at,
  ]);
}

/** Forgets secret and recovery codes. */
export async function clearFactor(tx: Queryable, accountId: string): Promise<void> {
  await tx.query(
    'UPDATE console_account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = NULL WHERE id = $1',
    [accountId],
  );
  await tx.query('DELETE FROM console_recovery_code WHERE account_id = $1', [accountId]);
}

/** Puts new recovery codes in the place of the old ones. */
export async function replaceRecoveryCodes(
  tx: Queryable,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.query('DELETE FROM console_recovery_code WHERE account_id = $1', [accountId]);
  await tx.query('INSERT INTO console_recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    accountId,
    hashes,
  ]);
}

/** Uses a recovery code up; false where there is no such code, or it was used. */
export async function useRecoveryCode(
  tx: Queryable,
  accountId: string,
  hash: Buffer,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE console_recovery_code SET used_at = $3
      WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1`,
    [accountId, hash, at],
  );
  return rows.length === 1;
}
