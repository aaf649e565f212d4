import { Statement } from '@halles/platform/database';
import { Injectable } from '@nestjs/common';
import {
  LISTING_SUMMARY,
  type ListingSummary,
  type ListingSummaryRow,
  toListingSummary,
} from '@halles/domain/listings';
import type { TenantTx } from '@halles/platform/tenancy';
import { COUNTED, FACET_COLUMNS, type FacetRow, facetsSql, toFacets } from './facet.repository';
import { openSpans } from './closed-sql';
import { nearSql, rangeOf } from './match-sql';
import { rankingFormula } from './ranking-formula';
import type { SearchCursor } from './search-cursor';
import type { Facets } from './search-page';
import type { SearchPlan } from './search-plan';

/** One entry in its place of the published order. */
export interface RankedRow {
  readonly listing: number;
  /** Index in `rankingFormula.tiers`. */
  readonly tier: number;
  /** Distance from the origin, metres of the plane. */
  readonly away: number;
  /** Minute of UTC since 1970, within the formula's horizon. */
  readonly opens: number | null;
  /** Entries of the window, and the last one of it, behind which the next window begins. Null: it has named ones only. */
  readonly inWindow: number;
  readonly lastAway: number | null;
  readonly lastListing: number | null;
  /** The listing as lists show it; null where it was taken off at this very moment. */
  readonly summary: ListingSummary | null;
}

type PageRow = Omit<RankedRow, 'summary'> & (ListingSummaryRow | { readonly id: null });

/** One of the rows has the facets. */
type PageRowWithFacets = PageRow & { readonly facets: FacetRow | null };

/** Where a page begins: the window, and the place in its order. */
export type PageStart = Pick<SearchCursor, 'w' | 'l'>;

const tierOf = (tier: (typeof rankingFormula.tiers)[number]): number => rankingFormula.tiers.indexOf(tier);

/** The results of a plan, from the index of entries. */
@Injectable()
export class ResultRepository {
  /** The page of a plan behind `after`, at most `limit` rows, in the published order. */
  async page(tx: TenantTx, plan: SearchPlan, after: PageStart | null, limit: number): Promise<RankedRow[]> {
    if (plan.key === null && plan.named === null) return [];
    const statement = new Statement();
    const near = nearSql(plan, statement, {
      columns: ['e.opening', 'e.category'],
      limit: rankingFormula.window,
      behind: after?.w ?? null,
    });
    const text = pageSql({ near, columns: '' }, plan, after, limit, statement);
    const rows = await tx.manager.query<PageRow[]>(text, statement.values);
    return rows.map(toRankedRow);
  }

  /** The first page of a plan with the facets of all that it finds: the entries are walked once for both. Null for none. */
  async pageWithFacets(
    tx: TenantTx,
    plan: SearchPlan,
    limit: number,
  ): Promise<{ readonly rows: readonly RankedRow[]; readonly facets: Facets } | null> {
    if (plan.key === null && plan.named === null) return null;
    const statement = new Statement();
    const counted = nearSql(plan, statement, { columns: FACET_COLUMNS, limit: COUNTED }, 'counted');
    const near = `${counted}, near AS MATERIALIZED (${nearest('named')} UNION ALL ${nearest('NOT named')})`;
    const facets = `CASE WHEN row_number() OVER () = 1 THEN ${facetsSql('counted', plan, statement)} END AS facets,`;
    const text = pageSql({ near, columns: facets }, plan, null, limit, statement);
    const rows = await tx.manager.query<PageRowWithFacets[]>(text, statement.values);
    const found = rows.find((row) => row.facets !== null)?.facets;
    return found ? { rows: rows.map(toRankedRow), facets: toFacets(found) } : null;
  }
}

/** The window of those that were counted. */
const nearest = (which: 'named' | 'NOT named'): string =>
  `(SELECT listing, opening, category, away, named FROM counted WHERE ${which} ORDER BY away, listing LIMIT ${rankingFormula.window})`;

function toRankedRow(row: PageRow): RankedRow {
  const { listing, tier, away, opens, inWindow, lastAway, lastListing } = row;
  const summary = row.id === null ? null : toListingSummary(row);
  return { listing, tier, away, opens, inWindow, lastAway, lastListing, summary };
}

/**
 * The order itself, as PostgreSQL reads it: listings are looked up, and when they open next, once it is known which ones
 * the page shows.
 * @param window the common table expression `near`, and further columns of the page
 */
function pageSql(
  window: { readonly near: string; readonly columns: string },
  plan: SearchPlan,
  after: PageStart | null,
  limit: number,
  statement: Statement,
): string {
  const { from } = plan.during;
  const during = rangeOf(plan.during, statement);
  const soon = rangeOf({ from, until: from + rankingFormula.soonMinutes }, statement);
  const last = after?.l;
  const behind = last
    ? `WHERE (tier, ranked.away, ranked.listing) > (${statement.param(last[0], 'int')}, ${statement.param(last[1], 'float8')}, ${statement.param(last[2], 'int')})`
    : '';
  return `WITH ${window.near}, ranked AS (
      SELECT listing, away, o.spans,
        CASE WHEN named THEN ${tierOf('named')} WHEN o.id IS NULL THEN ${tierOf('unknown')}
          WHEN o.spans && ${during} THEN ${tierOf('open')} WHEN o.spans && ${soon} THEN ${tierOf('soon')}
          ELSE ${tierOf('shut')} END AS tier
      FROM near LEFT JOIN LATERAL (
        SELECT id, ${openSpans(plan, 'spans', 'near', statement)} AS spans
          FROM opening own WHERE own.id = near.opening OFFSET 0) o ON true
    ), last AS (SELECT away, listing FROM near WHERE NOT named ORDER BY away DESC, listing DESC LIMIT 1),
    page AS MATERIALIZED (SELECT * FROM ranked ${behind}
      ORDER BY tier, away, listing LIMIT ${statement.param(limit, 'int')})
    SELECT page.listing, tier, page.away, ${window.columns}
      CASE WHEN NOT page.spans && ${during} THEN lower(page.spans * int4multirange(${soon})) END AS opens,
      (SELECT count(*)::int FROM near WHERE NOT named) AS "inWindow",
      last.away AS "lastAway", last.listing AS "lastListing", summary.*
    FROM page LEFT JOIN last ON true
      LEFT JOIN LATERAL (${LISTING_SUMMARY} AND l.id = page.listing OFFSET 0) summary ON true
    ORDER BY tier, page.away, page.listing`;
}
