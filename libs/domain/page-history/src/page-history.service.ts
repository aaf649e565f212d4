import { PAGE_ACTS } from '@halles/contracts';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { PageAct } from './page-act';

/** Some of the acts of a page: the last ones before an instant. */
export interface PageActFilter {
  /** Only those before this instant; the last ones of all unless said. */
  readonly before?: Date | undefined;
  readonly limit: number;
}

const ACCOUNT = `CASE WHEN a.actor ~ '^account:[0-9a-f-]{36}$' THEN substr(a.actor, 9)::uuid END`;

// Portals know agents by what they changed of the page.
const AGENT_NAME = `SELECT v.author_name FROM listing_revision v WHERE v.listing_id = $1::int AND v.author_name <> ''
  AND v.agent_id = CASE WHEN a.actor ~ '^agent:[0-9a-f-]{36}$' THEN substr(a.actor, 7)::uuid END ORDER BY v.version DESC LIMIT 1`;

// The command line adds the products of the demonstration, in the name of the shop: no town did.
// The index of the expression serves these actions alone. A hand-over is logged for both sides: once is enough. Of a merge the log
// has a number of posts. A product that was saved as it was has not changed.
const ACTS = `
  SELECT a.at, CASE WHEN a.action = 'claim.approve' AND a.detail ->> 'cause' = 'handed-over' THEN 'claim.handed-over' ELSE a.action END AS action,
         CASE split_part(a.actor, ':', 1) WHEN 'account' THEN 'merchant' WHEN 'system' THEN 'system'
         ELSE CASE WHEN (a.action = 'post.published' AND p.author = 'merchant') OR (a.action LIKE 'product%' AND a.actor = 'operator:command') THEN 'merchant' ELSE 'town' END END AS by,
         o.id AS "accountId", CASE WHEN a.actor ~ '^agent:[0-9a-f-]{36}$' THEN substr(a.actor, 7) END AS "agentId",
         CASE WHEN a.action NOT LIKE 'claim.%' THEN coalesce(o.name, d.by_name, r.decided_by, (${AGENT_NAME})) END AS name, d.reason,
         CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'title', p.title) END AS post,
         f.id AS "photoId", coalesce(f.kind, a.detail ->> 'kind') AS "photoKind", q.name AS "photoOf",
         f.removed_at AS "removedAt", a.detail ? 'replaced' AS "isReplacement",
         CASE WHEN a.action LIKE 'pair.%' THEN jsonb_build_object('other', a.detail -> 'gone', 'name', a.detail -> 'goneName',
           'renamed', a.detail -> 'renamed', 'fields', coalesce(a.detail -> 'fields', '[]')) END AS merge,
         CASE WHEN a.action LIKE 'products.import%' THEN jsonb_build_object('added', coalesce(a.detail -> 'added', '0'),
           'changed', coalesce(a.detail -> 'changed', a.detail -> 'restored', '0'), 'removed', coalesce(a.detail -> 'archived', '0')) END AS counts,
         CASE WHEN a.action LIKE 'product%' THEN a.detail -> 'noted' END AS products
    FROM audit_log a LEFT JOIN account o ON o.id = ${ACCOUNT}
         LEFT JOIN post p ON p.id = CASE WHEN a.action NOT LIKE 'pair.%' THEN (a.detail ->> 'post')::uuid END
         LEFT JOIN post_decision d ON d.id = (a.detail ->> 'decision')::uuid
         LEFT JOIN addition_request r ON r.id = (a.detail ->> 'additionId')::uuid
         LEFT JOIN photo f ON f.id = (a.detail ->> 'id')::uuid
         LEFT JOIN product q ON q.id = f.product_id
   WHERE coalesce(a.detail ->> 'listing', a.detail ->> 'listingId') = $1::text
     AND a.action IN (${PAGE_ACTS.map((action) => `'${action}'`).join(', ')})
     AND NOT (a.action = 'claim.transfer' AND a.detail ->> 'cause' = 'handed-over')
     AND NOT (a.action IN ('product.changed', 'product.variants', 'products.changed') AND a.detail #>> '{noted,count}' IS NOT DISTINCT FROM '0')
     AND ($2::timestamptz IS NULL OR a.at < $2)
   ORDER BY a.at DESC, a.id DESC LIMIT $3`;

const KEPT_SINCE = `SELECT max(at) AS at FROM audit_log
  WHERE coalesce(detail ->> 'listing', detail ->> 'listingId') = $1::text AND action IN ('claim.approve', 'claim.prove')`;

type ActRow = Omit<PageAct, 'photo'> & {
  readonly photoId: string | null;
  readonly removedAt: Date | null;
};

/** What was done with pages beside changing what they say, and who kept them since when: who did what is read from the audit log. */
@Injectable()
export class PageHistory {
  constructor(private readonly work: UnitOfWork) {}

  /** The last first, in one statement. */
  async acts(ctx: TenantContext, listingId: number, filter: PageActFilter): Promise<PageAct[]> {
    return this.work.read(ctx, (tx) => this.read(tx, listingId, filter));
  }

  /** Since when a page is kept by whom it was given to last; null where no claim did. */
  async keptSince(ctx: TenantContext, listingId: number): Promise<Date | null> {
    const [row] = await this.work.read(ctx, (tx) =>
      tx.manager.query<{ at: Date | null }[]>(KEPT_SINCE, [String(listingId)]),
    );
    return row?.at ?? null;
  }

  private async read(tx: TenantTx, listingId: number, { before, limit }: PageActFilter): Promise<PageAct[]> {
    const rows = await tx.manager.query<ActRow[]>(ACTS, [String(listingId), before ?? null, limit]);
    return rows.map(({ photoId, removedAt, ...act }) => ({
      ...act,
      photo: photoId === null ? null : { id: photoId, removedAt },
    }));
  }
}
