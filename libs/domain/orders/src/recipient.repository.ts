import type { Account } from '@halles/domain/accounts';
import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { isPushed } from './browsers/order-browser.repository';
import type { Order, OrderSummary } from './order';

/** Somebody whom the shop's news of an order go to. */
export interface ShopRecipient {
  readonly orderId: string;
  readonly accountId: string | null;
  /** A further address of the shop; null where it is none. */
  readonly contact: ContactRecipient | null;
  /** E.164, for a text message. */
  readonly phone: string | null;
}

/** A further address of a shop, with the language that its reader has. */
export interface ContactRecipient {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
}

/** An order and who of its shop is mailed: who handles its orders, or a further address. */
export interface MailedOrder {
  readonly order: Order;
  readonly account: Account | null;
  readonly contact: ContactRecipient | null;
}

/** Somebody whom an order is mailed to. */
export interface MailedRecipient {
  readonly id: string;
  /** Null: a further address. */
  readonly accountId: string | null;
}

/** Somebody whom an order that came is told to. */
export interface NotifiedRecipient extends MailedRecipient {
  /** Whether they are notified of orders in their browsers too. */
  readonly isPushed: boolean;
}

/** Further addresses that their readers proved, but of who handles the orders anyway; one that is being removed is none. */
const PROVEN = `
  SELECT c.id FROM order_contact c
   WHERE c.listing_id = $2 AND c.proven_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM account a WHERE a.id = ANY ($3::uuid[]) AND a.email = c.email)
   ORDER BY c.id FOR KEY SHARE OF c SKIP LOCKED`;
const ADD = `
  WITH contact AS (${PROVEN})
  INSERT INTO order_recipient AS added (id, order_id, account_id, contact_id)
  SELECT gen_random_uuid(), $1::uuid, h.account_id, h.contact_id
    FROM (SELECT a.id AS account_id, NULL::uuid AS contact_id FROM unnest($3::uuid[]) AS a (id)
          UNION ALL SELECT NULL, c.id FROM contact c) h
   WHERE NOT EXISTS (SELECT FROM order_recipient r
                      WHERE r.order_id = $1 AND (r.account_id = h.account_id OR r.contact_id = h.contact_id))
  RETURNING added.id, added.account_id AS "accountId", ${isPushed('added.account_id')} AS "isPushed"`;
const CURRENT = `
  SELECT r.id, r.account_id AS "accountId" FROM order_recipient r
   WHERE r.order_id = $1
     AND (r.account_id = ANY ($3::uuid[]) OR r.contact_id IN (
            SELECT c.id FROM order_contact c
             WHERE c.listing_id = $2 AND c.proven_at IS NOT NULL
               AND NOT EXISTS (SELECT FROM account a WHERE a.id = ANY ($3::uuid[]) AND a.email = c.email)))
   ORDER BY r.id`;

/** Whom the mails and text messages of a shop about an order go to. */
@Injectable()
export class RecipientRepository {
  /** Adds to an order who handles the orders of its shop, and its further addresses. Returns the rows that there were not. */
  add(
    tx: TenantWriteTx,
    { id, listingId }: Pick<OrderSummary, 'id' | 'listingId'>,
    handlers: readonly string[],
  ): Promise<NotifiedRecipient[]> {
    return tx.manager.query<NotifiedRecipient[]>(ADD, [id, listingId, handlers]);
  }

  /**
   * Everybody whom an order is mailed to by now: who handles the orders of the shop, and its further addresses. Who is none
   * yet is added; whoever no longer handles them is left out.
   */
  async ensure(
    tx: TenantWriteTx,
    order: Pick<OrderSummary, 'id' | 'listingId'>,
    handlers: readonly string[],
  ): Promise<MailedRecipient[]> {
    await this.add(tx, order, handlers);
    return tx.manager.query<MailedRecipient[]>(CURRENT, [order.id, order.listingId, handlers]);
  }

  /** The row of the phone of a shop, made once. */
  async ensurePhone(tx: TenantWriteTx, orderId: string, phone: string, newId: () => string): Promise<string> {
    const [known] = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM order_recipient WHERE order_id = $1 AND phone = $2',
      [orderId, phone],
    );
    if (known) return known.id;
    const id = newId();
    await tx.manager.query('INSERT INTO order_recipient (id, order_id, phone) VALUES ($1, $2, $3)', [
      id,
      orderId,
      phone,
    ]);
    return id;
  }

  /** Null where the account or the address is gone. */
  async find(tx: TenantTx, id: string): Promise<ShopRecipient | null> {
    const [row] = await tx.manager.query<ShopRecipient[]>(
      `SELECT r.order_id AS "orderId", r.account_id AS "accountId", r.phone,
              CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'email', c.email, 'locale', c.locale) END AS contact
         FROM order_recipient r LEFT JOIN order_contact c ON c.id = r.contact_id WHERE r.id = $1`,
      [id],
    );
    return row ?? null;
  }
}
