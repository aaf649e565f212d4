import { Injectable } from '@nestjs/common';
import type { PushSubscription } from '@halles/platform/push';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';

export interface StoredSubscription extends PushSubscription {
  readonly id: string;
  readonly createdAt: Date;
}

@Injectable()
export class PushSubscriptionRepository {
  /** A browser has one subscription: that of the account that signed in on it last. */
  async upsert(
    tx: TenantWriteTx,
    accountId: string,
    { id, endpoint, p256dh, auth }: PushSubscription & { readonly id: string },
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO push_subscription (id, account_id, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (endpoint) DO UPDATE SET account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth`,
      [id, accountId, endpoint, p256dh, auth, now],
    );
  }

  async ofAccount(tx: TenantTx, accountId: string): Promise<StoredSubscription[]> {
    return tx.manager.query<StoredSubscription[]>(
      `SELECT id, endpoint, p256dh, auth, created_at AS "createdAt" FROM push_subscription WHERE account_id = $1 ORDER BY id`,
      [accountId],
    );
  }

  /** One browser of the account; nothing where it is another's. */
  async delete(tx: TenantWriteTx, accountId: string, endpoint: string): Promise<void> {
    await tx.manager.query('DELETE FROM push_subscription WHERE account_id = $1 AND endpoint = $2', [
      accountId,
      endpoint,
    ]);
  }

  async deleteAll(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM push_subscription WHERE account_id = $1', [accountId]);
  }
}
