import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Somebody as an identity provider knows them: `iss` and `sub` of OpenID Connect, never the address. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

@Injectable()
export class IdentityRepository {
  async findAccount(tx: TenantTx, { issuer, subject }: Identity): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      'SELECT account_id AS id FROM account_identity WHERE issuer = $1 AND subject = $2',
      [issuer, subject],
    );
    return row?.id ?? null;
  }

  /** @returns false where the identity belongs to an account already */
  async insert(tx: TenantWriteTx, accountId: string, identity: Identity, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO account_identity (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING subject`,
      [identity.issuer, identity.subject, accountId, now],
    );
    return rows.length === 1;
  }

  async listOf(tx: TenantTx, accountId: string): Promise<{ issuer: string; linkedAt: Date }[]> {
    return tx.manager.query(
      'SELECT issuer, linked_at AS "linkedAt" FROM account_identity WHERE account_id = $1 ORDER BY linked_at',
      [accountId],
    );
  }

  async deleteOf(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM account_identity WHERE account_id = $1', [accountId]);
  }
}
