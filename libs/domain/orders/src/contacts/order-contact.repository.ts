import { DeliveryRepository } from '@halles/domain/deliveries';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedContact, OrderContact } from './order-contact';

const COLUMNS = `
  c.id, c.listing_id AS "listingId", c.email, c.locale, c.created_at AS "createdAt", c.proven_at AS "provenAt"`;
const ONE = `SELECT ${COLUMNS} FROM order_contact c WHERE c.id = $1`;
const LOCK = `${ONE} FOR UPDATE`;
const GIVEN_TO = `SELECT ${COLUMNS} FROM order_contact c WHERE c.email = $1 ORDER BY c.listing_id`;
const OF_SHOP = `
  SELECT ${COLUMNS},
         coalesce((SELECT d.status FROM mail_delivery d WHERE d.ref = c.id ORDER BY d.created_at DESC LIMIT 1), 'queued') AS mail
    FROM order_contact c WHERE c.listing_id = $1 ORDER BY c.email`;
/** Who was asked before is asked anew; who said yes is not. */
const ASK = `
  INSERT INTO order_contact AS c (id, listing_id, email, locale, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (listing_id, email) DO UPDATE SET created_at = excluded.created_at, locale = excluded.locale
    WHERE c.proven_at IS NULL
  RETURNING c.id`;
/** The mails to an address bear it: what is known of them goes with it. */
const REFS = `
  SELECT c.id FROM order_contact c WHERE c.id = ANY ($1)
  UNION ALL SELECT r.id FROM order_recipient r WHERE r.contact_id = ANY ($1)`;

/** Further addresses that the orders of shops go to. */
@Injectable()
export class OrderContactRepository {
  constructor(private readonly deliveries: DeliveryRepository) {}

  async find(tx: TenantTx, id: string): Promise<OrderContact | null> {
    const [row] = await tx.manager.query<OrderContact[]>(ONE, [id]);
    return row ?? null;
  }

  /** The same, held until the transaction ends. */
  async lock(tx: TenantWriteTx, id: string): Promise<OrderContact | null> {
    const [row] = await tx.manager.query<OrderContact[]>(LOCK, [id]);
    return row ?? null;
  }

  /** Those of a shop, with what became of the mails that asked their readers. */
  list(tx: TenantTx, listingId: number): Promise<ListedContact[]> {
    return tx.manager.query<ListedContact[]>(OF_SHOP, [listingId]);
  }

  /** Asks the reader of an address. Returns the row that waits for them; null where they said yes before. */
  async ask(tx: TenantWriteTx, contact: Omit<OrderContact, 'provenAt'>): Promise<string | null> {
    const { id, listingId, email, locale, createdAt } = contact;
    const [row] = await tx.manager.query<{ id: string }[]>(ASK, [id, listingId, email, locale, createdAt]);
    return row?.id ?? null;
  }

  /** Notes that the reader of an address said yes. Returns false where they had. */
  async prove(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE order_contact SET proven_at = $2 WHERE id = $1 AND proven_at IS NULL',
      [id, now],
    );
    return count === 1;
  }

  /** Removes addresses, with what waits to be sent there and what is known of what was. Returns how many. */
  async remove(tx: TenantWriteTx, ids: readonly string[]): Promise<number> {
    const refs = await tx.manager.query<{ id: string }[]>(REFS, [ids]);
    await this.deliveries.deleteByRefs(
      tx,
      refs.map(({ id }) => id),
    );
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM order_contact WHERE id = ANY ($1)',
      [ids],
    );
    return count;
  }

  /** The same with all of a shop. */
  async removeAll(tx: TenantWriteTx, listingId: number): Promise<void> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM order_contact WHERE listing_id = $1 ORDER BY id FOR UPDATE',
      [listingId],
    );
    await this.remove(
      tx,
      rows.map(({ id }) => id),
    );
  }

  /** Those whose readers were asked before an instant, and said nothing. */
  async unprovenBefore(tx: TenantTx, instant: Date): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT id FROM order_contact WHERE proven_at IS NULL AND created_at < $1',
      [instant],
    );
    return rows.map(({ id }) => id);
  }

  /** The shops that gave an address. @param email as accounts have it */
  givenTo(tx: TenantTx, email: string): Promise<OrderContact[]> {
    return tx.manager.query<OrderContact[]>(GIVEN_TO, [email]);
  }
}
