import { CELL_DEPTH, HALF_WORLD, MAP_ZOOMS } from '@halles/domain/geo';
import { Statement } from '@halles/platform/database';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { nearSql } from './match-sql';
import type { PlaneBox, SearchPlan } from './search-plan';

export interface ClusterRow {
  readonly x: number;
  readonly y: number;
  readonly listings: number;
  readonly listing: number | null;
}

/** So many entries are gathered, those nearest to the middle of the map. */
const GATHERED = 20_000;

const cellSide = (zoom: number): number => (2 * HALF_WORLD) / 2 ** (zoom + CELL_DEPTH);

/** The zoom of the stored counts that serves a zoom of the map; null where entries are gathered as asked. */
export function storedZoom(zoom: number): number | null {
  const [first, last] = [MAP_ZOOMS[0], MAP_ZOOMS.at(-1) ?? 0];
  if (zoom > last) return null;
  return Math.max(first, ...MAP_ZOOMS.filter((stored) => stored <= zoom));
}

function gatherSql(plan: SearchPlan, zoom: number, statement: Statement): string {
  const size = statement.param(cellSide(zoom), 'float8');
  return `WITH ${nearSql(plan, statement, { columns: ['e.place'], limit: GATHERED })}
    SELECT avg(place[0]) AS x, avg(place[1]) AS y, count(*)::int AS listings,
      CASE WHEN count(*) = 1 THEN min(listing) END AS listing
    FROM near GROUP BY floor(place[0] / ${size}), floor(place[1] / ${size}) ORDER BY 3 DESC, 1, 2`;
}

@Injectable()
export class ClusterRepository {
  /** Entries by cell of a grid of which sixteen make a tile of the map. */
  async gather(tx: TenantTx, plan: SearchPlan, zoom: number): Promise<ClusterRow[]> {
    const statement = new Statement();
    const text = gatherSql(plan, zoom, statement);
    return tx.manager.query<ClusterRow[]>(text, statement.values);
  }

  /** The same from the counts that are stored of all, of a branch or of a category: whole cells, the box's edge included. */
  async stored(tx: TenantTx, key: number, box: PlaneBox, zoom: number): Promise<ClusterRow[]> {
    const side = cellSide(zoom);
    const east = (x: number) => Math.floor((x + HALF_WORLD) / side);
    const south = (y: number) => Math.floor((HALF_WORLD - y) / side);
    return tx.manager.query<ClusterRow[]>(
      `SELECT sum_x / listings AS x, sum_y / listings AS y, listings, NULL::int AS listing FROM map_cell
       WHERE key = $1 AND zoom = $2 AND x BETWEEN $3 AND $4 AND y BETWEEN $5 AND $6 AND listings > 0
       ORDER BY listings DESC, x, y`,
      [key, zoom, east(box.low.x), east(box.high.x), south(box.high.y), south(box.low.y)],
    );
  }
}
