import { normalizeEmail } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Somebody from whom a shop takes no orders online. */
export interface BlockedCustomer {
  readonly id: string;
  /** As they wrote it in the order that they were blocked from. */
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** For the shop. */
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** By what a customer is known. */
export interface CustomerContact {
  readonly email: string | null;
  readonly phone: string | null;
}

const COLUMNS = 'id, name, email, phone, reason, created_at AS "createdAt"';
const OF_SHOP = `SELECT ${COLUMNS} FROM blocked_customer WHERE listing_id = $1 ORDER BY created_at DESC, id LIMIT $2`;
const IS_BLOCKED =
  'SELECT 1 FROM blocked_customer WHERE listing_id = $1 AND (email = $2 OR phone = $3) LIMIT 1';
const OF_EMAIL = `
  SELECT listing_id AS listing, name, email, phone, reason, created_at AS "createdAt"
    FROM blocked_customer WHERE email = $1 ORDER BY created_at, id`;

/** From whom shops take no orders online. */
@Injectable()
export class BlockedCustomerRepository {
  /** Those of a shop, the latest at the head. */
  list(tx: TenantTx, listingId: number, limit: number): Promise<BlockedCustomer[]> {
    return tx.manager.query<BlockedCustomer[]>(OF_SHOP, [listingId, limit]);
  }

  async isBlocked(tx: TenantTx, listingId: number, { email, phone }: CustomerContact): Promise<boolean> {
    const values = [listingId, email === null ? null : normalizeEmail(email), phone];
    return (await tx.manager.query<unknown[]>(IS_BLOCKED, values)).length > 0;
  }

  async insert(tx: TenantWriteTx, listingId: number, customer: BlockedCustomer): Promise<void> {
    const { id, name, email, phone, reason, createdAt } = customer;
    await tx.manager.query(
      `INSERT INTO blocked_customer (id, listing_id, name, email, phone, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, listingId, name, email === null ? null : normalizeEmail(email), phone, reason, createdAt],
    );
  }

  /** Takes one off the list of a shop. Returns false where it is not on it. */
  async remove(tx: TenantWriteTx, listingId: number, id: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM blocked_customer WHERE listing_id = $1 AND id = $2',
      [listingId, id],
    );
    return count > 0;
  }

  /** Takes all off the list of a shop. */
  async removeAll(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query('DELETE FROM blocked_customer WHERE listing_id = $1', [listingId]);
  }

  /** Forgets who was blocked before an instant. Returns how many. */
  async removeBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM blocked_customer WHERE created_at < $1',
      [instant],
    );
    return count;
  }

  /** What shops hold of an address. @param email as accounts have it (`normalizeEmail`) */
  ofEmail(tx: TenantTx, email: string): Promise<unknown[]> {
    return tx.manager.query<unknown[]>(OF_EMAIL, [email]);
  }

  async removeOfEmail(tx: TenantWriteTx, email: string): Promise<void> {
    await tx.manager.query('DELETE FROM blocked_customer WHERE email = $1', [email]);
  }
}
