import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FeedBooking } from './feed-events';

/** Only of agendas that are open, and of who is not archived: whatever was forgotten to be withdrawn opens nothing. */
const OPEN = `
  SELECT f.id, f.listing_id AS "listingId", f.resource_id AS "resourceId", r.name AS resource, f.account_id AS "accountId",
         f.content_digest AS "contentDigest", f.changed_at AS "changedAt"
    FROM agenda_feed f JOIN agenda a ON a.listing_id = f.listing_id AND a.is_open
    LEFT JOIN agenda_resource r ON r.id = f.resource_id
   WHERE f.token_hash = $1 AND r.archived_at IS NULL`;
const LIST = `
  SELECT resource_id AS "resourceId", created_at AS "createdAt" FROM agenda_feed WHERE listing_id = $1`;
const SAVE = `
  INSERT INTO agenda_feed (id, listing_id, resource_id, account_id, token_hash, created_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $6)
  ON CONFLICT (listing_id, resource_id) DO UPDATE
     SET account_id = excluded.account_id, token_hash = excluded.token_hash, created_at = excluded.created_at,
         content_digest = NULL, changed_at = excluded.changed_at`;
const REVOKE = 'DELETE FROM agenda_feed WHERE listing_id = $1 AND resource_id IS NOT DISTINCT FROM $2::uuid';
const CHANGED = `
  UPDATE agenda_feed SET content_digest = $2, changed_at = $3 WHERE id = $1 AND content_digest IS DISTINCT FROM $2`;

const BOOKINGS = `
  SELECT b.id, b.event, b.state, b.service_name AS "serviceName", b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.party,
         coalesce(b.guest_name, b.customer_name) AS customer, b.customer_address AS address, v.is_sensitive AS "isSensitive",
         e.created_at AS "changedAt"
    FROM booking b JOIN booking_event e ON e.booking_id = b.id AND e.event = b.event
    JOIN agenda_service v ON v.id = b.service_id
   WHERE b.listing_id = $1 AND b.starts_at >= $3 AND b.starts_at < $4
     AND ($2::uuid IS NULL OR EXISTS (SELECT FROM booking_resource t WHERE t.booking_id = b.id AND t.resource_id = $2))
     AND (b.state NOT IN ('excused', 'revoked') OR e.created_at > $5)
   ORDER BY b.starts_at`;
const COMING = `${BOOKINGS}, b.id LIMIT $6`;
const OVER = `${BOOKINGS} DESC, b.id DESC LIMIT $6`;

/** The address of a calendar, as it is opened. */
export interface OpenFeed {
  readonly id: string;
  readonly listingId: number;
  readonly resourceId: string | null;
  readonly resource: string | null;
  readonly accountId: string;
  readonly contentDigest: string | null;
  readonly changedAt: Date;
}

/** That there is one, for who keeps the agenda. */
export interface KnownFeed {
  /** Whose appointments; null: all of the agenda. */
  readonly resourceId: string | null;
  readonly createdAt: Date;
}

/** What of an agenda a calendar shows. */
export interface FeedWindow {
  readonly from: Date;
  readonly now: Date;
  readonly until: Date;
  /** What was cancelled before is not told any more. */
  readonly cancelledSince: Date;
  readonly mostOver: number;
  readonly mostComing: number;
}

/** Secret addresses of agendas. */
@Injectable()
export class AgendaFeedRepository {
  async find(tx: TenantTx, tokenHash: string): Promise<OpenFeed | null> {
    const [row] = await tx.manager.query<OpenFeed[]>(OPEN, [tokenHash]);
    return row ?? null;
  }

  list(tx: TenantTx, listingId: number): Promise<KnownFeed[]> {
    return tx.manager.query<KnownFeed[]>(LIST, [listingId]);
  }

  /** Makes an address, or another one in the place of that which was there. */
  async save(
    tx: TenantWriteTx,
    feed: Pick<OpenFeed, 'id' | 'listingId' | 'resourceId' | 'accountId'> & { readonly tokenHash: string },
    now: Date,
  ): Promise<void> {
    const { id, listingId, resourceId, accountId, tokenHash } = feed;
    await tx.manager.query(SAVE, [id, listingId, resourceId, accountId, tokenHash, now]);
  }

  async revoke(tx: TenantWriteTx, listingId: number, resourceId: string | null): Promise<void> {
    await tx.manager.query(REVOKE, [listingId, resourceId]);
  }

  /** It says something else than it did. */
  async setChanged(tx: TenantWriteTx, id: string, digest: string, at: Date): Promise<void> {
    await tx.manager.query(CHANGED, [id, digest, at]);
  }

  /** The bookings of a window that are over, the last first. */
  over(
    tx: TenantTx,
    { listingId, resourceId }: OpenFeed,
    { from, now, cancelledSince, mostOver }: FeedWindow,
  ): Promise<FeedBooking[]> {
    return tx.manager.query(OVER, [listingId, resourceId, from, now, cancelledSince, mostOver]);
  }

  /** Those of a window that come, in order. */
  coming(
    tx: TenantTx,
    { listingId, resourceId }: OpenFeed,
    { now, until, cancelledSince, mostComing }: FeedWindow,
  ): Promise<FeedBooking[]> {
    return tx.manager.query(COMING, [listingId, resourceId, now, until, cancelledSince, mostComing]);
  }
}
