import { DeliveryRepository } from '@halles/domain/deliveries';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** The phone of a page that its owner has to answer for, with the text messages that went there. */
export interface OwnedPhone {
  readonly listing: number;
  /** E.164; null where it was taken back. */
  readonly phone: string | null;
  /** About which orders, and when; null where it has not left yet. */
  readonly texts: readonly {
    readonly order: string;
    readonly phone: string;
    readonly sentAt: string | null;
  }[];
}

const OF_OWNER = `
  SELECT s.listing_id AS listing, s.phone, coalesce(t.texts, '[]') AS texts
    FROM account_grant g JOIN ordering_settings s USING (listing_id)
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('order', o.year || '-' || lpad(o.number::text, 4, '0'), 'phone', r.phone, 'sentAt', d.sent_at)
                      ORDER BY o.year, o.number) AS texts
        FROM customer_order o JOIN order_recipient r ON r.order_id = o.id AND r.phone IS NOT NULL
        LEFT JOIN mail_delivery d ON d.ref = r.id
       WHERE o.listing_id = s.listing_id) t ON true
   WHERE g.account_id = $1 AND g.role = 'merchant-owner' AND (s.phone IS NOT NULL OR t.texts IS NOT NULL)
   ORDER BY s.listing_id`;

/** Where text messages about the orders of shops go, and what is known of those that went. */
@Injectable()
export class ShopPhoneRepository {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** The phone of a shop, which nobody forgets until the transaction ends; null where it gave none. */
  async hold(tx: TenantWriteTx, listingId: number): Promise<string | null> {
    const [row] = await tx.manager.query<{ phone: string | null }[]>(
      'SELECT phone FROM ordering_settings WHERE listing_id = $1 FOR SHARE',
      [listingId],
    );
    return row?.phone ?? null;
  }

  /** Those of an owner's pages. */
  ofOwner(tx: TenantTx, accountId: string): Promise<OwnedPhone[]> {
    return tx.manager.query<OwnedPhone[]>(OF_OWNER, [accountId]);
  }

  /** Forgets the phone of a shop and the messages that went to it. */
  async forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    // First: whoever writes down that it is texted holds the row, and is waited for.
    await tx.manager.query('UPDATE ordering_settings SET phone = NULL WHERE listing_id = $1', [listingId]);
    await this.forgetTexts(tx, listingId, null);
  }

  /** Forgets the messages that went to any other phone of the shop. @param phone null: to all */
  async forgetTexts(tx: TenantWriteTx, listingId: number, phone: string | null): Promise<void> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(
      `DELETE FROM order_recipient r USING customer_order o
        WHERE o.id = r.order_id AND o.listing_id = $1 AND r.phone IS DISTINCT FROM $2 AND r.phone IS NOT NULL RETURNING r.id`,
      [listingId, phone],
    );
    await this.forgetDeliveries(tx, rows);
  }

  /** Forgets the messages about orders that their shop was told of before an instant. */
  async forgetBefore(tx: TenantWriteTx, instant: Date): Promise<void> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(
      `DELETE FROM order_recipient r USING order_assurance a
        WHERE a.order_id = r.order_id AND a.alerted_at < $1 AND r.phone IS NOT NULL RETURNING r.id`,
      [instant],
    );
    await this.forgetDeliveries(tx, rows);
  }

  /** Forgets what was just sent to a recipient whose phone was forgotten meanwhile. */
  async forgetIfGone(tx: TenantWriteTx, recipientId: string): Promise<void> {
    // Waits for who is about to forget it, and did not see this message.
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM order_recipient WHERE id = $1 FOR KEY SHARE',
      [recipientId],
    );
    if (rows.length === 0) await this.forgetDeliveries(tx, [{ id: recipientId }]);
  }

  private forgetDeliveries(tx: TenantWriteTx, recipients: readonly { readonly id: string }[]): Promise<void> {
    return this.deliveries.deleteByRefs(
      tx,
      recipients.map(({ id }) => id),
    );
  }
}
