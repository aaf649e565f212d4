import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ShownPost } from './post';

/** A post as the public reads it, with the shop that it is of. */
export interface PostOfListing extends ShownPost {
  readonly listingId: number;
}

/** Where a page of posts begins: behind this one. */
export interface PostCursor {
  /** ms since 1970. */
  readonly publishedAt: number;
  readonly id: string;
}

const SHOWN = `
  p.id, p.listing_id AS "listingId", p.kind, p.title, p.body AS text, p.starts_on::text AS "startsOn",
  p.ends_on::text AS "endsOn", p.author, p.published_at AS "publishedAt", p.updated_at AS "updatedAt"`;

/** What the public may read on a day, of shops that it may see. `$1`: the day. */
const LIVE = `
  FROM post p JOIN listing l ON l.id = p.listing_id AND l.visibility = 'public' AND l.state = 'open'
 WHERE p.withdrawn_at IS NULL AND p.hidden_at IS NULL AND p.ends_on >= $1`;

const OF_LISTING = `
  SELECT ${SHOWN} ${LIVE} AND p.listing_id = $2 ORDER BY p.published_at DESC, p.id DESC LIMIT $3`;

const WITH_OFFER = `
  SELECT DISTINCT p.listing_id AS id ${LIVE} AND p.listing_id = ANY($2) AND p.kind = 'offer' AND p.starts_on <= $1`;

const SHOPS = `
  SELECT p.listing_id AS id, bool_or(p.kind = 'offer' AND p.starts_on <= $1) AS "hasOffer" ${LIVE}
  GROUP BY p.listing_id LIMIT $2`;

const NEWEST = `
  SELECT ${SHOWN} ${LIVE} AND p.published_at >= $2
          AND ($3::timestamptz IS NULL OR (p.published_at, p.id) < ($3, $4::uuid))
        ORDER BY p.published_at DESC, p.id DESC LIMIT $5`;

const LIST_PUBLIC = `
  SELECT ${SHOWN} ${LIVE} AND ($2::uuid IS NULL OR p.id > $2) ORDER BY p.id LIMIT $3`;

const COUNT_PUBLIC = `SELECT count(*)::int AS posts ${LIVE}`;

/** Posts as the public reads them. */
@Injectable()
export class ShownPostRepository {
  /** Those of one shop, the newest first. */
  ofListing(tx: TenantTx, listingId: number, today: string, limit: number): Promise<PostOfListing[]> {
    return tx.manager.query<PostOfListing[]>(OF_LISTING, [today, listingId, limit]);
  }

  /** Those of these shops that have an offer which holds today. */
  async withOffer(tx: TenantTx, ids: readonly number[], today: string): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(WITH_OFFER, [today, ids]);
    return rows.map(({ id }) => id);
  }

  /** The shops that have posts on a day, in no order. */
  shops(
    tx: TenantTx,
    today: string,
    limit: number,
  ): Promise<{ readonly id: number; readonly hasOffer: boolean }[]> {
    return tx.manager.query(SHOPS, [today, limit]);
  }

  /** The newest of the territory, along an index: what is older than the longest post is not looked at. */
  newest(
    tx: TenantTx,
    {
      today,
      since,
      after,
      limit,
    }: {
      readonly today: string;
      readonly since: Date;
      readonly after: PostCursor | null;
      readonly limit: number;
    },
  ): Promise<PostOfListing[]> {
    return tx.manager.query<PostOfListing[]>(NEWEST, [
      today,
      since,
      after === null ? null : new Date(after.publishedAt),
      after?.id ?? null,
      limit,
    ]);
  }

  /** How many there are. */
  async countPublic(tx: TenantTx, today: string): Promise<number> {
    const [row] = await tx.manager.query<{ posts: number }[]>(COUNT_PUBLIC, [today]);
    return row?.posts ?? 0;
  }

  /** Every one, in the order of ids. */
  listPublic(tx: TenantTx, today: string, after: string | null, limit: number): Promise<PostOfListing[]> {
    return tx.manager.query<PostOfListing[]>(LIST_PUBLIC, [today, after, limit]);
  }
}
