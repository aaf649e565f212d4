import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { MovedRecords } from './duplicate.repository';
import type { CarriedCounts, LeftCounts } from './merge-effects';

/** Of the rows that went over, those that the public reads, and those that wait for somebody. */
const CARRIED = `SELECT
  (SELECT count(*)::int FROM photo WHERE id = ANY ($1::uuid[]) AND removed_at IS NULL AND kind IN ('photo', 'logo')) AS photos,
  (SELECT count(*)::int FROM post WHERE id = ANY ($2::uuid[]) AND withdrawn_at IS NULL AND hidden_at IS NULL
      AND ends_on >= ($7::timestamptz AT TIME ZONE $8)::date) AS posts,
  (SELECT count(*)::int FROM mandate WHERE id = ANY ($3::uuid[]) AND state <> 'ended') AS mandates,
  (SELECT count(*)::int FROM claim WHERE id = ANY ($4::uuid[]) AND state IN ('open', 'review', 'disputed')) AS claims,
  (SELECT count(*)::int FROM claim WHERE id = ANY ($4::uuid[]) AND state = 'disputed') AS disputes,
  (SELECT count(*)::int FROM claim WHERE id = ANY ($4::uuid[]) AND state = 'refused' AND changed_at > $9) AS refused,
  (SELECT count(*)::int FROM listing_report WHERE id = ANY ($5::uuid[]) AND state = 'new') AS reports,
  (SELECT count(*)::int FROM correction WHERE id = ANY ($6::uuid[]) AND state = 'open') AS corrections`;

const LEFT = `SELECT
  (SELECT count(*)::int FROM product WHERE listing_id = $1 AND archived_at IS NULL) AS products,
  (SELECT count(*)::int FROM customer_order WHERE listing_id = $1) AS orders,
  (SELECT count(*)::int FROM customer_order WHERE listing_id = $1 AND state IN ('received', 'accepted', 'preparing', 'ready')) AS "openOrders",
  (SELECT count(*)::int FROM mandate WHERE listing_id = $1 AND state <> 'ended') AS mandates,
  (SELECT count(*)::int FROM photo WHERE listing_id = $1 AND kind = 'logo' AND removed_at IS NULL) AS logos`;

const NAME = `
  SELECT k.facts ->> 'displayName' AS name FROM listing_source k
    JOIN jsonb_to_recordset($1::jsonb) AS own (source text, "sourceId" text) ON k.source = own.source AND k.source_id = own."sourceId"
   WHERE k.facts ->> 'displayName' IS NOT NULL ORDER BY k.source, k.source_id LIMIT 1`;

const NONE_CARRIED: CarriedCounts = {
  photos: 0,
  posts: 0,
  mandates: 0,
  claims: 0,
  disputes: 0,
  refused: 0,
  reports: 0,
  corrections: 0,
};
const NONE_LEFT: LeftCounts = { products: 0, orders: 0, openOrders: 0, mandates: 0, logos: 0 };

/** Counts what a merge took along, and what it left behind. */
@Injectable()
export class MergeEffectRepository {
  /** @param since when they were merged */
  async carried(
    tx: TenantTx,
    { rows, claims }: Pick<MovedRecords, 'rows' | 'claims'>,
    { since, now }: { readonly since: Date; readonly now: Date },
  ): Promise<CarriedCounts> {
    const [row] = await tx.manager.query<CarriedCounts[]>(CARRIED, [
      rows.photo,
      rows.post,
      rows.mandate,
      claims,
      rows.listing_report,
      rows.correction,
      now,
      tx.ctx.tenant.settings.timeZone,
      since,
    ]);
    return row ?? NONE_CARRIED;
  }

  /** What is still attached to the number that went. */
  async left(tx: TenantTx, gone: number): Promise<LeftCounts> {
    const [row] = await tx.manager.query<LeftCounts[]>(LEFT, [gone]);
    return row ?? NONE_LEFT;
  }

  /** What the sources that went over call the business; null where none names it. */
  async nameIn(tx: TenantTx, sources: MovedRecords['sources']): Promise<string | null> {
    const [row] = await tx.manager.query<{ name: string }[]>(NAME, [JSON.stringify(sources)]);
    return row?.name ?? null;
  }
}
