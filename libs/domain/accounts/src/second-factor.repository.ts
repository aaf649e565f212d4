import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

export interface SecondFactor {
  readonly sealed: Buffer;
  readonly isConfirmed: boolean;
  /** The last step of time whose code was used. */
  readonly usedStep: number | null;
}

@Injectable()
export class SecondFactorRepository {
  async find(tx: TenantTx, accountId: string): Promise<SecondFactor | null> {
    const [row] = await tx.manager.query<(Omit<SecondFactor, 'usedStep'> & { usedStep: string | null })[]>(
      `SELECT totp_secret AS sealed, totp_confirmed_at IS NOT NULL AS "isConfirmed", totp_step AS "usedStep"
         FROM account WHERE id = $1 AND totp_secret IS NOT NULL`,
      [accountId],
    );
    return row ? { ...row, usedStep: row.usedStep === null ? null : Number(row.usedStep) } : null;
  }

  /** Keeps a secret that is not asked for yet: a code of it must be shown first. Never replaces one that is in use. */
  async propose(tx: TenantWriteTx, accountId: string, sealed: Buffer): Promise<void> {
    await tx.manager.query(
      'UPDATE account SET totp_secret = $2, totp_step = NULL WHERE id = $1 AND totp_confirmed_at IS NULL',
      [accountId, sealed],
    );
  }

  async confirm(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE account SET totp_confirmed_at = $2 WHERE id = $1', [accountId, now]);
  }

  /** Notes that the code of a step was used; false where that step, or a later one, was used meanwhile. */
  async useStep(tx: TenantWriteTx, accountId: string, step: number): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE account SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)',
      [accountId, step],
    );
    return count === 1;
  }

  async remove(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query(
      'UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = NULL WHERE id = $1',
      [accountId],
    );
    await tx.manager.query('DELETE FROM account_recovery_code WHERE account_id = $1', [accountId]);
  }

  async replaceCodes(tx: TenantWriteTx, accountId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.manager.query('DELETE FROM account_recovery_code WHERE account_id = $1', [accountId]);
    await tx.manager.query(
      'INSERT INTO account_recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])',
      [accountId, hashes],
    );
  }

  /** Of any number at once, one gets true. */
  async useCode(tx: TenantWriteTx, accountId: string, hash: Buffer, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE account_recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
      [accountId, hash, now],
    );
    return count === 1;
  }
}
