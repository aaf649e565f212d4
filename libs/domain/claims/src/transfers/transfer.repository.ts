import type { Account } from '@halles/domain/accounts';
import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { TransferNotFound } from '../claim.errors';

export type TransferState = 'offered' | 'accepted' | 'declined' | 'cancelled' | 'expired';

/** The offer of an owner that another account take a listing over. */
export interface ListingTransfer {
  readonly id: string;
  readonly listingId: number;
  readonly fromAccountId: string;
  /** In lower case, as accounts have it. */
  readonly toEmail: string;
  readonly state: TransferState;
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Who makes an offer, or to whom one is made. */
export type Party = Pick<Account, 'id' | 'email'>;

const COLUMNS = `id, listing_id AS "listingId", from_account_id AS "fromAccountId", to_email AS "toEmail", state, locale,
  created_at AS "createdAt", expires_at AS "expiresAt"`;

const GET = `SELECT ${COLUMNS} FROM listing_transfer WHERE id = $1`;
const LOCK = `SELECT ${COLUMNS} FROM listing_transfer WHERE id = $1 FOR UPDATE`;
const OF_PARTY = `SELECT ${COLUMNS} FROM listing_transfer WHERE from_account_id = $1 OR to_email = $2 ORDER BY created_at, id`;
const FIND_OFFERED = `SELECT ${COLUMNS} FROM listing_transfer WHERE listing_id = $1 AND state = 'offered'`;

@Injectable()
export class TransferRepository {
  async insert(tx: TenantWriteTx, transfer: ListingTransfer): Promise<void> {
    await tx.manager.query(
      `INSERT INTO listing_transfer (id, listing_id, from_account_id, to_email, state, locale, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        transfer.id,
        transfer.listingId,
        transfer.fromAccountId,
        transfer.toEmail,
        transfer.state,
        transfer.locale,
        transfer.createdAt,
        transfer.expiresAt,
      ],
    );
  }

  async find(tx: TenantTx, id: string): Promise<ListingTransfer | null> {
    const [row] = await tx.manager.query<ListingTransfer[]>(GET, [id]);
    return row ?? null;
  }

  /** @param id of an address, which may hold anything. @throws TransferNotFound */
  async get(tx: TenantTx, id: string): Promise<ListingTransfer> {
    return this.one(tx, GET, id);
  }

  /** The offer, held until the transaction's end. @throws TransferNotFound */
  async lock(tx: TenantWriteTx, id: string): Promise<ListingTransfer> {
    return this.one(tx, LOCK, id);
  }

  /** The offer that waits for an answer. */
  async findOffered(tx: TenantTx, listingId: number): Promise<ListingTransfer | null> {
    const [row] = await tx.manager.query<ListingTransfer[]>(FIND_OFFERED, [listingId]);
    return row ?? null;
  }

  async close(tx: TenantWriteTx, id: string, state: TransferState, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_transfer SET state = $2, closed_at = $3 WHERE id = $1 AND state = 'offered'`,
      [id, state, now],
    );
  }

  /** No offer of the listing waits any more. */
  async cancelOffered(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_transfer SET state = 'cancelled', closed_at = $2 WHERE listing_id = $1 AND state = 'offered'`,
      [listingId, now],
    );
  }

  /** Offers that an account made, and those that were made to its address: the oldest first. */
  async ofParty(tx: TenantTx, { id, email }: Party): Promise<ListingTransfer[]> {
    return tx.manager.query<ListingTransfer[]>(OF_PARTY, [id, email]);
  }

  async deleteOfParty(tx: TenantWriteTx, { id, email }: Party): Promise<void> {
    await tx.manager.query('DELETE FROM listing_transfer WHERE from_account_id = $1 OR to_email = $2', [
      id,
      email,
    ]);
  }

  /** Removes offers that were made before. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM listing_transfer WHERE created_at < $1',
      [instant],
    );
    return count;
  }

  private async one(tx: TenantTx, sql: string, id: string): Promise<ListingTransfer> {
    const [row] = isUuid(id) ? await tx.manager.query<ListingTransfer[]>(sql, [id]) : [];
    if (!row) throw new TransferNotFound({});
    return row;
  }
}
