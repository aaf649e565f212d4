import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { NoteFacts } from './order-note';

const SAVE = `
  INSERT INTO order_note (order_id, seller, card_cents, created_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (order_id) DO UPDATE
     SET seller = excluded.seller, card_cents = excluded.card_cents, created_at = excluded.created_at`;

/** What notes keep of hand-overs. */
@Injectable()
export class OrderNoteRepository {
  /** Null of what was handed over by a server that did not write it down. */
  async find(tx: TenantTx, orderId: string): Promise<NoteFacts | null> {
    const [row] = await tx.manager.query<NoteFacts[]>(
      'SELECT seller, card_cents AS "cardCents" FROM order_note WHERE order_id = $1',
      [orderId],
    );
    return row ?? null;
  }

  /** Of an order that is handed over, also once more: the last one counts. */
  async save(tx: TenantWriteTx, orderId: string, { seller, cardCents }: NoteFacts, now: Date): Promise<void> {
    await tx.manager.query(SAVE, [orderId, JSON.stringify(seller), cardCents, now]);
  }
}
