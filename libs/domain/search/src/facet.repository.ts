import { FEATURE_NAMES, FEATURES, type Feature } from '@halles/domain/listings';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { conditionsOf } from './result.repository';
import type { Facets } from './search-page';
import type { SearchPlan } from './search-plan';
import { Statement } from './statement';

/** So many entries are counted, the nearest ones; beyond them a count says "at least". */
export const COUNTED = 5_000;

const NOTHING: Facets = { categories: [], features: {}, open: 0, total: 0, isExact: true };

interface FacetRow {
  readonly total: number;
  readonly open: number;
  readonly categories: readonly { readonly category: string; readonly listings: number }[] | null;
  readonly features: readonly number[];
}

@Injectable()
export class FacetRepository {
  /** Counts what a plan finds; nothing for no plan. */
  async count(tx: TenantTx, plan: SearchPlan | null): Promise<Facets> {
    if (!plan) return NOTHING;
    const statement = new Statement();
    const minute = statement.param(plan.minute, 'int');
    const conditions = [`e.key = ${statement.param(plan.key, 'int')}`, ...conditionsOf(plan, statement)];
    if (plan.open)
      conditions.push(`EXISTS (SELECT FROM opening o WHERE o.id = e.opening AND o.spans @> ${minute})`);
    const counts = FEATURE_NAMES.map(
      (name) => `count(*) FILTER (WHERE features & ${FEATURES[name]} <> 0)::int`,
    );
    const rows = await tx.manager.query<FacetRow[]>(
      `WITH found AS MATERIALIZED (
         SELECT e.listing, e.opening, e.features FROM search_entry e WHERE ${conditions.join(' AND ')}
         ORDER BY e.place <-> ${statement.point(plan.origin)} LIMIT ${COUNTED}
       )
       SELECT count(*)::int AS total, ARRAY[${counts.join(', ')}] AS features,
         count(*) FILTER (WHERE o.spans @> ${minute})::int AS open,
         (SELECT json_agg(c) FROM (
            SELECT l.category, count(*)::int AS listings FROM found JOIN listing l ON l.id = found.listing
            WHERE l.category IS NOT NULL GROUP BY l.category ORDER BY 2 DESC, 1 LIMIT 20) c) AS categories
       FROM found LEFT JOIN opening o ON o.id = found.opening`,
      statement.values,
    );
    const [row] = rows;
    if (!row) return NOTHING;
    const features: Partial<Record<Feature, number>> = {};
    FEATURE_NAMES.forEach((name, at) => (features[name] = row.features[at] ?? 0));
    const { total, open } = row;
    return { categories: row.categories ?? [], features, open, total, isExact: total < COUNTED };
  }
}
