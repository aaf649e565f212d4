import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import { rankingFormula } from './ranking-formula';
import type { SearchCursor } from './search-cursor';
import type { SearchPlan } from './search-plan';
import { Statement } from './statement';

/** One entry in its place of the published order. */
export interface RankedRow {
  readonly listing: number;
  /** Index in `rankingFormula.tiers`. */
  readonly tier: number;
  /** Distance from the origin, metres of the plane. */
  readonly away: number;
  /** Minute of UTC since 1970, within the formula's horizon. */
  readonly opens: number | null;
  /** Entries of the window, and the last one of it: where the next window begins. */
  readonly inWindow: number;
  readonly lastAway: number;
  readonly lastListing: number;
}

const tierOf = (tier: (typeof rankingFormula.tiers)[number]): number => rankingFormula.tiers.indexOf(tier);

/** What every entry `e` of the answer fulfils, `key` aside. */
export function conditionsOf(plan: SearchPlan, statement: Statement): string[] {
  const { circles, box, features, others } = plan;
  const conditions = circles.map(
    ({ centre, radius }) =>
      `e.place <@ circle(${statement.point(centre)}, ${statement.param(radius, 'float8')})`,
  );
  if (box) conditions.push(`e.place <@ box(${statement.point(box.low)}, ${statement.point(box.high)})`);
  if (features !== 0) {
    const bits = statement.param(features, 'int');
    conditions.push(`e.features & ${bits} = ${bits}`);
  }
  for (const other of others)
    conditions.push(
      `EXISTS (SELECT FROM search_entry other WHERE other.listing = e.listing AND other.key = ${statement.param(other, 'int')})`,
    );
  return conditions;
}

/** The results of a plan, from the index of entries. */
@Injectable()
export class ResultRepository {
  /** The page of a plan behind `after`, at most `limit` rows, in the published order. */
  async page(
    tx: TenantTx,
    plan: SearchPlan,
    after: Pick<SearchCursor, 'w' | 'l'> | null,
    limit: number,
  ): Promise<RankedRow[]> {
    const statement = new Statement();
    const text = pageSql(plan, after, limit, statement);
    return tx.manager.query<RankedRow[]>(text, statement.values);
  }
}

function pageSql(
  plan: SearchPlan,
  after: Pick<SearchCursor, 'w' | 'l'> | null,
  limit: number,
  statement: Statement,
): string {
  const away = `e.place <-> ${statement.point(plan.origin)}`;
  const minute = statement.param(plan.minute, 'int');
  const soon = statement.param(plan.minute + rankingFormula.soonMinutes, 'int');
  const conditions = [`e.key = ${statement.param(plan.key, 'int')}`, ...conditionsOf(plan, statement)];
  if (plan.open)
    conditions.push(`EXISTS (SELECT FROM opening o WHERE o.id = e.opening AND o.spans @> ${minute})`);
  if (after?.w)
    conditions.push(
      `(${away}, e.listing) > (${statement.param(after.w[0], 'float8')}, ${statement.param(after.w[1], 'int')})`,
    );
  const behind = after?.l
    ? `WHERE (tier, away, listing) > (${statement.param(after.l[0], 'int')}, ${statement.param(after.l[1], 'float8')}, ${statement.param(after.l[2], 'int')})`
    : '';
  return `
    WITH near AS MATERIALIZED (
      SELECT e.listing, e.opening, ${away} AS away FROM search_entry e
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${away}, e.listing LIMIT ${statement.param(rankingFormula.window, 'int')}
    ), ranked AS (
      SELECT listing, away,
        CASE WHEN o.id IS NULL THEN ${tierOf('unknown')} WHEN o.spans @> ${minute} THEN ${tierOf('open')}
          WHEN o.spans && int4range(${minute}, ${soon}) THEN ${tierOf('soon')} ELSE ${tierOf('shut')} END AS tier,
        CASE WHEN NOT o.spans @> ${minute}
          THEN lower(o.spans * int4multirange(int4range(${minute}, ${soon}))) END AS opens
      FROM near LEFT JOIN opening o ON o.id = near.opening
    )
    SELECT listing, tier, away, opens,
      (SELECT count(*)::int FROM near) AS "inWindow", last.away AS "lastAway", last.listing AS "lastListing"
    FROM ranked, (SELECT away, listing FROM near ORDER BY away DESC, listing DESC LIMIT 1) AS last(away, listing)
    ${behind.replaceAll('(tier, away, listing) >', '(tier, ranked.away, ranked.listing) >')}
    ORDER BY tier, away, listing LIMIT ${statement.param(limit, 'int')}`;
}
