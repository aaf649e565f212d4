import type { TenantTx } from '@halles/platform/tenancy';
import { HALF_WORLD } from '@halles/domain/listings';
import { Injectable } from '@nestjs/common';
import { conditionsOf } from './result.repository';
import type { SearchPlan } from './search-plan';
import { Statement } from './statement';

export interface ClusterRow {
  readonly x: number;
  readonly y: number;
  readonly listings: number;
  readonly listing: number | null;
}

/** So many entries are gathered, those nearest to the middle of the map. */
const GATHERED = 20_000;

@Injectable()
export class ClusterRepository {
  /** Entries by cell of a grid of which sixteen make a tile of the map. */
  async gather(tx: TenantTx, plan: SearchPlan, zoom: number): Promise<ClusterRow[]> {
    const cell = (2 * HALF_WORLD) / 2 ** (Math.round(zoom) + 2);
    const statement = new Statement();
    const size = statement.param(cell, 'float8');
    const conditions = [`e.key = ${statement.param(plan.key, 'int')}`, ...conditionsOf(plan, statement)];
    if (plan.open)
      conditions.push(
        `EXISTS (SELECT FROM opening o WHERE o.id = e.opening AND o.spans @> ${statement.param(plan.minute, 'int')})`,
      );
    return tx.manager.query<ClusterRow[]>(
      `WITH found AS MATERIALIZED (
         SELECT e.listing, e.place FROM search_entry e WHERE ${conditions.join(' AND ')}
         ORDER BY e.place <-> ${statement.point(plan.origin)} LIMIT ${GATHERED}
       )
       SELECT avg(place[0]) AS x, avg(place[1]) AS y, count(*)::int AS listings,
         CASE WHEN count(*) = 1 THEN min(listing) END AS listing
       FROM found GROUP BY floor(place[0] / ${size}), floor(place[1] / ${size}) ORDER BY 3 DESC`,
      statement.values,
    );
  }
}
