import { normalizeEmail } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Customer } from '../order.repository';

/** Somebody from whom a shop takes no orders online. */
export interface BlockedCustomer {
  readonly id: string;
  /** As they wrote it in the order that they were blocked from. */
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** That they were signed in to. */
  readonly accountId: string | null;
  /** For the shop. */
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** By what a customer is known. */
export interface CustomerContact {
  readonly email: string | null;
  readonly phone: string | null;
  /** That they are signed in to, or were as they ordered. */
  readonly accountId: string | null;
}

const COLUMNS = 'id, name, email, phone, account_id AS "accountId", reason, created_at AS "createdAt"';
const OF_SHOP = `SELECT ${COLUMNS} FROM blocked_customer WHERE listing_id = $1 ORDER BY created_at DESC, id LIMIT $2`;
const IS_BLOCKED =
  'SELECT 1 FROM blocked_customer WHERE listing_id = $1 AND (email = $2 OR phone = $3 OR account_id = $4) LIMIT 1';
/** Those of the customer of a row: by its address, phone or account. */
const REMOVE = `
  DELETE FROM blocked_customer b USING blocked_customer known
   WHERE known.listing_id = $1 AND known.id = $2 AND b.listing_id = $1
     AND (b.id = known.id OR b.email = known.email OR b.phone = known.phone OR b.account_id = known.account_id)`;
const OF_PERSON = `
  SELECT listing_id AS listing, name, email, phone, reason, created_at AS "createdAt"
    FROM blocked_customer WHERE account_id = $1 OR email = $2 ORDER BY created_at, id`;

/** From whom shops take no orders online. */
@Injectable()
export class BlockedCustomerRepository {
  /** Those of a shop, the latest at the head. */
  list(tx: TenantTx, listingId: number, limit: number): Promise<BlockedCustomer[]> {
    return tx.manager.query<BlockedCustomer[]>(OF_SHOP, [listingId, limit]);
  }

  async isBlocked(
    tx: TenantTx,
    listingId: number,
    { email, phone, accountId }: CustomerContact,
  ): Promise<boolean> {
    const values = [listingId, email === null ? null : normalizeEmail(email), phone, accountId];
    return (await tx.manager.query<unknown[]>(IS_BLOCKED, values)).length > 0;
  }

  async insert(tx: TenantWriteTx, listingId: number, customer: BlockedCustomer): Promise<void> {
    const { id, name, email, phone, accountId, reason, createdAt } = customer;
    await tx.manager.query(
      `INSERT INTO blocked_customer (id, listing_id, name, email, phone, account_id, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        listingId,
        name,
        email === null ? null : normalizeEmail(email),
        phone,
        accountId,
        reason,
        createdAt,
      ],
    );
  }

  /** Takes one off the list of a shop, with all others of the same customer. Returns false where it is not on it. */
  async remove(tx: TenantWriteTx, listingId: number, id: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(REMOVE, [listingId, id]);
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

  /** What shops hold of somebody, whatever address they left. */
  ofCustomer(tx: TenantTx, { accountId, email }: Customer): Promise<unknown[]> {
    return tx.manager.query<unknown[]>(OF_PERSON, [accountId, email]);
  }

  async removeOfCustomer(tx: TenantWriteTx, { accountId, email }: Customer): Promise<void> {
    await tx.manager.query('DELETE FROM blocked_customer WHERE account_id = $1 OR email = $2', [
      accountId,
      email,
    ]);
  }
}
