import type { ProfileAddress } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { PlaceDoubt } from './place-move';

/** Who keeps a page asks the town for another place of it. */
export interface PlaceRequest {
  readonly id: string;
  readonly listingId: number;
  /** Of the territory; null once it is erased. */
  readonly accountId: string | null;
  readonly locale: Locale;
  readonly address: ProfileAddress;
  /** Where the town puts it, where it accepted another address than was asked for; null otherwise. */
  readonly decided: ProfileAddress | null;
  readonly state: 'open' | 'accepted' | 'refused' | 'withdrawn';
  readonly doubt: PlaceDoubt;
  /** The town's answer, for who asked. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  /** When it was withdrawn; null of others, and where a server of the release before did that. */
  readonly withdrawnAt: Date | null;
}

/** Who withdraws what waits, and when. */
export interface Withdrawal {
  /** Of the territory; null where somebody of the town did. */
  readonly by: string | null;
  readonly at: Date;
}

/** A request with what its listing is called. */
export interface NamedPlaceRequest extends PlaceRequest {
  /** Of the listing; null where nothing may be shown, or nothing is known. */
  readonly name: string | null;
}

/** Where a page stands with the town, by the newest of its requests. */
export type PlaceRequestState = NamedPlaceRequest;

const REQUEST = `
  SELECT id, listing_id AS "listingId", account_id AS "accountId", coalesce(locale, 'fr') AS locale,
         changes->'address' AS address, decided_address AS decided, state, doubt, reason, created_at AS "createdAt", decided_at AS "decidedAt", withdrawn_at AS "withdrawnAt"
    FROM correction`;
const IS_PLACE = `doubt IN ('moved', 'commune', 'street')`;
const FIND = `${REQUEST} WHERE id = $1 AND ${IS_PLACE}`;
const OF_ACCOUNT = `${REQUEST} WHERE account_id = $1 OR withdrawn_by = $1 ORDER BY created_at, id`;
const WITHDRAW = `UPDATE correction SET state = 'withdrawn', withdrawn_by = $2, withdrawn_at = $3
  WHERE listing_id = $1 AND state = 'open' AND ${IS_PLACE}`;
const SHOWN = `${REQUEST} WHERE listing_id = ANY ($1) AND ${IS_PLACE}
   AND (state = 'open' OR (state IN ('accepted', 'refused') AND decided_at > $2)) ORDER BY created_at DESC, id DESC`;
const LATELY = `${REQUEST} WHERE listing_id = ANY ($1) AND ${IS_PLACE}
   AND (state = 'open' OR decided_at > $2 OR withdrawn_at > $2) ORDER BY created_at DESC, id DESC`;
const STANDINGS = `
  SELECT DISTINCT ON (r."listingId") r.*, l.name FROM (${SHOWN}) r JOIN listing l ON l.id = r."listingId"
   ORDER BY r."listingId", r."createdAt" DESC, r.id DESC`;
const ASKED_BY = `
  SELECT r.*, l.name FROM (${REQUEST} WHERE account_id = $1 AND ${IS_PLACE}) r JOIN listing l ON l.id = r."listingId"
   ORDER BY r."createdAt" DESC, r.id DESC LIMIT $2`;
const OPEN = `SELECT 1 FROM correction WHERE listing_id = $1 AND state = 'open' AND ${IS_PLACE} LIMIT 1`;
const ANOTHER_OPEN = `SELECT 1 FROM correction WHERE listing_id = $1 AND id <> $2 AND state = 'open' AND ${IS_PLACE} LIMIT 1`;
const ACCEPTED = `${REQUEST} WHERE listing_id = $1 AND ${IS_PLACE} AND state = 'accepted' ORDER BY decided_at DESC LIMIT 1`;

/** What who keeps a page asks of its place. */
@Injectable()
export class PlaceRepository {
  async find(tx: TenantTx, id: string): Promise<PlaceRequest | null> {
    const [found] = await tx.manager.query<PlaceRequest[]>(FIND, [id]);
    return found ?? null;
  }

  /** Of some listings what waits, and what was decided or withdrawn after the instant, the newest first. */
  async ofListings(tx: TenantTx, listingIds: readonly number[], decidedAfter: Date): Promise<PlaceRequest[]> {
    return tx.manager.query<PlaceRequest[]>(LATELY, [listingIds, decidedAfter]);
  }

  /** Of some listings the newest of what waits and what was decided after the instant. */
  async standings(
    tx: TenantTx,
    listingIds: readonly number[],
    decidedAfter: Date,
  ): Promise<PlaceRequestState[]> {
    return tx.manager.query<PlaceRequestState[]>(STANDINGS, [listingIds, decidedAfter]);
  }

  /** What an account asked for, the newest first. */
  async askedBy(tx: TenantTx, accountId: string, limit: number): Promise<NamedPlaceRequest[]> {
    return tx.manager.query<NamedPlaceRequest[]>(ASKED_BY, [accountId, limit]);
  }

  /** What the town accepted last; null for nothing. */
  async lastAccepted(tx: TenantTx, listingId: number): Promise<PlaceRequest | null> {
    const [found] = await tx.manager.query<PlaceRequest[]>(ACCEPTED, [listingId]);
    return found ?? null;
  }

  async insert(
    tx: TenantWriteTx,
    request: Omit<PlaceRequest, 'state' | 'decided' | 'reason' | 'decidedAt' | 'withdrawnAt'>,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO correction (id, listing_id, account_id, locale, changes, state, doubt, created_at)
       VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)`,
      [
        request.id,
        request.listingId,
        request.accountId,
        request.locale,
        JSON.stringify({ address: request.address }),
        request.doubt,
        request.createdAt,
      ],
    );
  }

  /** Whether a place of the listing waits. */
  async isOpen(tx: TenantTx, listingId: number): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(OPEN, [listingId])).length > 0;
  }

  /** Whether another place of the listing waits than this request's. */
  async isAnotherOpen(
    tx: TenantTx,
    { id, listingId }: Pick<PlaceRequest, 'id' | 'listingId'>,
  ): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(ANOTHER_OPEN, [listingId, id])).length > 0;
  }

  /** What waits of a listing waits no more. @returns how many did */
  async withdraw(tx: TenantWriteTx, listingId: number, { by, at }: Withdrawal): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(WITHDRAW, [listingId, by, at]);
    return count;
  }

  async ofAccount(tx: TenantTx, accountId: string): Promise<PlaceRequest[]> {
    return tx.manager.query<PlaceRequest[]>(OF_ACCOUNT, [accountId]);
  }

  /** What an account still waits for goes with it; of the rest nobody knows who asked. */
  async forgetAccount(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query(`DELETE FROM correction WHERE account_id = $1 AND state = 'open'`, [accountId]);
    await tx.manager.query('UPDATE correction SET account_id = NULL WHERE account_id = $1', [accountId]);
    await tx.manager.query('UPDATE correction SET withdrawn_by = NULL WHERE withdrawn_by = $1', [accountId]);
  }
}
