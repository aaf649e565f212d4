import { FEATURE_NAMES, FEATURES, type Feature } from '@halles/domain/listings';
import { Statement } from '@halles/platform/database';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { openSpans } from './closed-sql';
import { nearSql, rangeOf } from './match-sql';
import type { Facets } from './search-page';
import type { SearchPlan } from './search-plan';

/** So many entries are counted, the nearest ones; beyond them a count says "at least". */
export const COUNTED = 1_500;

/** What `facetsSql` gives. */
export interface FacetRow {
  readonly total: number;
  readonly open: number;
  readonly categories: readonly { readonly category: string; readonly listings: number }[] | null;
  readonly features: readonly number[];
}

interface WholeRow {
  readonly total: number;
  readonly categories: readonly { readonly category: string; readonly listings: number }[] | null;
}

/** How many categories are told. */
const MAX_CATEGORIES = 20;

const FEATURE_COUNTS = FEATURE_NAMES.map(
  (name) => `count(*) FILTER (WHERE entry.features & ${FEATURES[name]} <> 0)`,
).join(', ');

/** Columns of `search_entry e` that facets are counted from. */
export const FACET_COLUMNS = ['e.opening', 'e.features', 'e.category'];

/**
 * The facets of the entries of a common table expression with `FACET_COLUMNS`, as JSON. What the entries share is looked up
 * by its number, once for all that share it: a join would have the planner read the table whole, which grows with the
 * territory.
 */
export function facetsSql(entries: string, plan: SearchPlan, statement: Statement): string {
  return `(SELECT json_build_object('total', count(*), 'features', json_build_array(${FEATURE_COUNTS}),
      'open', ${openSql(entries, plan, statement)},
      'categories', (SELECT json_agg(c) FROM (
         SELECT k.value AS category, found AS listings
         FROM (SELECT category AS id, count(*) AS found FROM ${entries} GROUP BY category) counted, LATERAL (
           SELECT value FROM search_key own WHERE own.id = counted.id OFFSET 0) k
         ORDER BY found DESC, k.value LIMIT ${MAX_CATEGORIES}) c))
    FROM ${entries} entry)`;
}

/** How many of the entries are open: by their hours, which they share, but where a rule closes some of them. */
function openSql(entries: string, plan: SearchPlan, statement: Statement): string {
  const during = rangeOf(plan.during, statement);
  if (plan.closed.length > 0)
    return `(SELECT count(*) FROM ${entries} one, LATERAL (
      SELECT FROM opening own WHERE own.id = one.opening
         AND ${openSpans(plan, 'own.spans', 'one', statement)} && ${during} OFFSET 0) o)`;
  return `(SELECT coalesce(sum(found), 0)
    FROM (SELECT opening AS id, count(*) AS found FROM ${entries} GROUP BY opening) counted, LATERAL (
      SELECT FROM opening own WHERE own.id = counted.id AND own.spans && ${during} OFFSET 0) o)`;
}

function countSql(plan: SearchPlan, statement: Statement): string {
  const near = nearSql(plan, statement, { columns: FACET_COLUMNS, limit: COUNTED });
  return `WITH ${near} SELECT ${facetsSql('near', plan, statement)} AS facets`;
}

/** A row of `facetsSql`. */
export function toFacets({ total, open, categories, features: counts }: FacetRow): Facets {
  const features: Partial<Record<Feature, number>> = {};
  FEATURE_NAMES.forEach((name, at) => (features[name] = counts[at] ?? 0));
  return { categories: categories ?? [], features, open, total, isExact: total < COUNTED };
}

@Injectable()
export class FacetRepository {
  /** Counts what a plan finds. */
  async count(tx: TenantTx, plan: SearchPlan): Promise<Facets> {
    const statement = new Statement();
    const text = countSql(plan, statement);
    const rows = await tx.manager.query<{ readonly facets: FacetRow }[]>(text, statement.values);
    return toFacets(rows[0]?.facets ?? { total: 0, open: 0, categories: null, features: [] });
  }

  /** How many listings the whole territory has, and of which categories, as they were counted when they changed. */
  async whole(tx: TenantTx): Promise<Pick<Facets, 'total' | 'categories'>> {
    const rows = await tx.manager.query<WholeRow[]>(
      `SELECT coalesce((SELECT listings FROM search_key WHERE kind = 'all' AND value = ''), 0) AS total,
         (SELECT json_agg(c) FROM (SELECT value AS category, listings FROM search_key
            WHERE kind = 'category' AND listings > 0 ORDER BY listings DESC, value LIMIT $1) c) AS categories`,
      [MAX_CATEGORIES],
    );
    return { total: rows[0]?.total ?? 0, categories: rows[0]?.categories ?? [] };
  }
}
