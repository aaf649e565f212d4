import { ListingNotFound } from '@halles/domain/listings';
import { rethrowConstraint } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Who looks in. */
export interface Visitor {
  readonly accountId: string;
  readonly name: string;
}

/** That an agent looked in on a business: once a day and agent, so that a tick pressed twice is one visit. */
export interface VisitRecord {
  readonly listingId: number;
  /** `YYYY-MM-DD` on the territory's own calendar. */
  readonly visitedOn: string;
  readonly isToday: boolean;
  readonly accountId: string;
  readonly name: string;
  readonly note: string | null;
}

/** When a visit is, by the territory's calendar. */
export interface VisitMoment {
  readonly now: Date;
  readonly timeZone: string;
}

// Those of a page that was merged into another are the other's.
const OF_LISTINGS = `
  SELECT coalesce(l.merged_into, l.id) AS "listingId", to_char(v.visited_on, 'YYYY-MM-DD') AS "visitedOn",
         v.visited_on = ($2::timestamptz AT TIME ZONE $3)::date AS "isToday", v.account_id AS "accountId", v.by_name AS name, v.note
    FROM listing_visit v JOIN listing l ON l.id = v.listing_id
   WHERE l.id = ANY ($1) OR l.merged_into = ANY ($1) ORDER BY v.visited_at DESC, v.account_id`;

const OWN_OF_TODAY = `
  DELETE FROM listing_visit
   WHERE listing_id IN (SELECT id FROM listing WHERE id = $1 OR merged_into = $1)
     AND account_id = $2 AND visited_on = ($3::timestamptz AT TIME ZONE $4)::date`;

/** What agents noted of their visits. */
@Injectable()
export class VisitRecordRepository {
  /** The latest first. */
  async ofListings(
    tx: TenantTx,
    listingIds: readonly number[],
    { now, timeZone }: VisitMoment,
  ): Promise<VisitRecord[]> {
    return tx.manager.query<VisitRecord[]>(OF_LISTINGS, [listingIds, now, timeZone]);
  }

  /** The agent's visit of the day, again with another note: also where it was of a page that is part of this one since. @throws ListingNotFound */
  async save(
    tx: TenantWriteTx,
    { listingId, note }: Pick<VisitRecord, 'listingId' | 'note'>,
    visitor: Visitor,
    { now, timeZone }: VisitMoment,
  ): Promise<void> {
    await this.delete(tx, listingId, visitor.accountId, { now, timeZone });
    try {
      await tx.manager.query(
        `INSERT INTO listing_visit (listing_id, visited_on, account_id, by_name, note, visited_at)
         VALUES ($1, ($2::timestamptz AT TIME ZONE $3)::date, $4, $5, $6, $2)
         ON CONFLICT (listing_id, visited_on, account_id)
         DO UPDATE SET note = excluded.note, by_name = excluded.by_name, visited_at = excluded.visited_at`,
        [listingId, now, timeZone, visitor.accountId, visitor.name.slice(0, 200), note],
      );
    } catch (error) {
      rethrowConstraint(error, { listing_visit_listing: () => new ListingNotFound({}) });
    }
  }

  /** Takes the agent's own visit of the day back, also of what was merged into the listing. False where there is none. */
  async delete(
    tx: TenantWriteTx,
    listingId: number,
    accountId: string,
    { now, timeZone }: VisitMoment,
  ): Promise<boolean> {
    const own = [listingId, accountId, now, timeZone];
    const [, count] = await tx.manager.query<[unknown[], number]>(OWN_OF_TODAY, own);
    return count > 0;
  }

  /** Removes what is older than the instant. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM listing_visit WHERE visited_at < $1',
      [instant],
    );
    return count;
  }
}
