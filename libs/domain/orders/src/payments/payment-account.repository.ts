import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { AcceptedMethods, PaymentAccount } from './payment';

const ONE = `
  SELECT account, takes_payments AS "takesPayments", accepts, connected_at AS "connectedAt", disconnected_at AS "disconnectedAt", lost_at AS "lostAt"
    FROM payment_account WHERE listing_id = $1`;
const SAVE = `
  INSERT INTO payment_account (id, listing_id, account, takes_payments, accepts, connected_at, checked_at)
  VALUES ($4, $1, $2, false, 'both', $3, $3)
  ON CONFLICT (listing_id) DO UPDATE SET account = excluded.account, disconnected_at = NULL, lost_at = NULL, checked_at = excluded.checked_at`;

/** The accounts of shops at the provider. */
@Injectable()
export class PaymentAccountRepository {
  async find(tx: TenantTx, listingId: number): Promise<PaymentAccount | null> {
    const [row] = await tx.manager.query<PaymentAccount[]>(ONE, [listingId]);
    return row ?? null;
  }

  /** The row of an account; null where it is of no shop here. */
  async idOf(tx: TenantTx, account: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM payment_account WHERE account = $1',
      [account],
    );
    return row?.id ?? null;
  }

  /** The shop of a row; null where it is gone. */
  async shopOf(tx: TenantTx, id: string): Promise<number | null> {
    const [row] = await tx.manager.query<{ shop: number }[]>(
      'SELECT listing_id AS shop FROM payment_account WHERE id = $1',
      [id],
    );
    return row?.shop ?? null;
  }

  /** Accounts that something may be known of: connected now, or with payments since an instant. */
  list(tx: TenantTx, since: Date): Promise<{ readonly listingId: number; readonly account: string }[]> {
    return tx.manager.query(
      `SELECT listing_id AS "listingId", account FROM payment_account
       UNION SELECT listing_id, account FROM order_payment WHERE created_at >= $1
       ORDER BY 1, 2`,
      [since],
    );
  }

  /** Shops with an account that is used for new orders. */
  connected(tx: TenantTx): Promise<{ readonly listingId: number }[]> {
    return tx.manager.query(
      'SELECT listing_id AS "listingId" FROM payment_account WHERE disconnected_at IS NULL ORDER BY listing_id',
    );
  }

  async connect(tx: TenantWriteTx, listingId: number, account: string, now: Date): Promise<void> {
    await tx.manager.query(SAVE, [listingId, account, now, uuid()]);
  }

  /** @param takesPayments null: the provider knows it no more */
  async note(tx: TenantWriteTx, listingId: number, takesPayments: boolean | null, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE payment_account SET takes_payments = coalesce($2, false), checked_at = $3,
              lost_at = CASE WHEN $2::boolean IS NULL THEN coalesce(lost_at, $3) END
        WHERE listing_id = $1`,
      [listingId, takesPayments, now],
    );
  }

  async choose(tx: TenantWriteTx, listingId: number, accepts: AcceptedMethods): Promise<void> {
    await tx.manager.query('UPDATE payment_account SET accepts = $2 WHERE listing_id = $1', [
      listingId,
      accepts,
    ]);
  }

  async disconnect(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query(
      'UPDATE payment_account SET disconnected_at = $2 WHERE listing_id = $1 AND disconnected_at IS NULL',
      [listingId, now],
    );
  }

  /** Its owner goes: whoever comes after has an account of their own. What was paid keeps the account that it was paid on. */
  async forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query('DELETE FROM payment_account WHERE listing_id = $1', [listingId]);
  }

  /** Those of an owner's pages. */
  ofOwner(tx: TenantTx, accountId: string): Promise<readonly { readonly listing: number }[]> {
    return tx.manager.query(
      `SELECT p.listing_id AS listing, p.account AS "paymentAccount", p.connected_at AS "connectedAt", p.disconnected_at AS "disconnectedAt"
         FROM account_grant g JOIN payment_account p USING (listing_id)
        WHERE g.account_id = $1 AND g.role = 'merchant-owner' ORDER BY p.listing_id`,
      [accountId],
    );
  }
}
