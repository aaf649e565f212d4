import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { HandOver } from './hand-over';

/** The states are written out: the index of codes is of these alone. */
const BY_CODE = `
  SELECT id FROM customer_order
   WHERE listing_id = $1 AND code = $2
     AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected')
     AND (state <> 'collected' OR collected_at > $3)
   ORDER BY state = 'collected', slot_from, id LIMIT 5`;

/** What proves that orders were handed over, beside their steps. */
@Injectable()
export class HandOverRepository {
  /** Orders of a shop with a code, what is to be handed over first: those that are worked on, and those handed over since a time. */
  async idsByCode(tx: TenantTx, listingId: number, code: string, since: Date): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(BY_CODE, [listingId, code, since]);
    return rows.map(({ id }) => id);
  }

  /** Stores how the goods were handed over in a step. */
  async insert(
    tx: TenantWriteTx,
    { orderId, event }: { readonly orderId: string; readonly event: number },
    { code, recipient, sawProofOfAge, withoutProof }: HandOver,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO order_hand_over (order_id, event, code, recipient_name, saw_proof_of_age, without_proof) VALUES ($1, $2, $3, $4, $5, $6)`,
      [orderId, event, code, recipient, sawProofOfAge, withoutProof],
    );
  }

  /** Forgets who received the goods of some orders. */
  async forgetOfOrders(tx: TenantWriteTx, orderIds: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE order_hand_over SET recipient_name = NULL WHERE order_id = ANY ($1) AND recipient_name IS NOT NULL`,
      [orderIds],
    );
  }
}
