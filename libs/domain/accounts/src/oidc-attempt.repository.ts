import type { Locale } from '@halles/kernel';
import type { AttemptKey, BegunAttempt, StoredAttempt } from '@halles/platform/auth';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** What a sign-in with an identity provider is for. */
export interface OidcPurpose {
  readonly returnTo: string;
  readonly locale: Locale;
  /** The account that the identity is to be linked to; null for a sign-in. */
  readonly accountId: string | null;
}

/** A sign-in with an identity provider that began and has not come back. */
export type OidcAttempt = OidcPurpose & StoredAttempt;

@Injectable()
export class OidcAttemptRepository {
  async insert(tx: TenantWriteTx, begun: BegunAttempt, purpose: OidcPurpose): Promise<void> {
    await tx.manager.query(
      `INSERT INTO oidc_attempt (state_hash, browser_hash, nonce, verifier, return_to, locale, account_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        begun.stateHash,
        begun.browserHash,
        begun.nonce,
        begun.verifier,
        purpose.returnTo,
        purpose.locale,
        purpose.accountId,
        begun.createdAt,
        begun.expiresAt,
      ],
    );
  }

  /** Takes the attempt of that browser out: it comes back once. */
  async take(
    tx: TenantWriteTx,
    { stateHash, browserHash }: AttemptKey,
    now: Date,
  ): Promise<OidcAttempt | null> {
    const [rows] = await tx.manager.query<[OidcAttempt[], number]>(
      `DELETE FROM oidc_attempt WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
       RETURNING nonce, verifier, return_to AS "returnTo", locale, account_id AS "accountId"`,
      [stateHash, browserHash, now],
    );
    return rows[0] ?? null;
  }

  /** Forgets those that never came back. Returns how many. */
  async deleteExpired(tx: TenantWriteTx, now: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM oidc_attempt WHERE expires_at <= $1',
      [now],
    );
    return count;
  }
}
