import { publishChange, type TenantWriteTx } from '@halles/platform/tenancy';
import { CELL_DEPTH, MAP_ZOOMS, HALF_WORLD } from '@halles/domain/geo';
import { Injectable } from '@nestjs/common';
import { MAPPED_KINDS } from './search-keys';
import type { CellChange } from './index-changes';

const FINEST = Math.max(...MAP_ZOOMS);

/** Statements of `IndexCounts`. */
@Injectable()
export class IndexCountRepository {
  /** Takes the row's lock, until the commit; then every process hears of it. */
  async raiseVersion(tx: TenantWriteTx, now: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO directory_state AS s (id, version, changed_at) VALUES (1, 1, $1)
       ON CONFLICT (id) DO UPDATE SET version = s.version + 1, changed_at = $1`,
      [now],
    );
    await publishChange(tx);
  }

  /** @param changed ids of keys, and by how many */
  async addToKeys(tx: TenantWriteTx, changed: readonly (readonly [number, number])[]): Promise<void> {
    if (changed.length === 0) return;
    await tx.manager.query(
      `UPDATE search_key k SET listings = k.listings + change.by
       FROM unnest($1::int[], $2::int[]) AS change(id, by) WHERE k.id = change.id`,
      [changed.map(([id]) => id), changed.map(([, by]) => by)],
    );
  }

  async recountKeys(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      `UPDATE search_key k SET listings = coalesce(counted.listings, 0)
       FROM search_key known LEFT JOIN
         (SELECT key, count(*)::int AS listings FROM search_entry GROUP BY key) counted ON counted.key = known.id
       WHERE known.id = k.id AND k.listings <> coalesce(counted.listings, 0)`,
    );
  }

  async addToCells(tx: TenantWriteTx, changes: readonly CellChange[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.manager.query(
      `INSERT INTO map_cell AS c (key, zoom, x, y, listings, sum_x, sum_y)
       SELECT key, zoom, x, y, listings, "sumX", "sumY" FROM jsonb_to_recordset($1::jsonb)
         AS change(key int, zoom smallint, x int, y int, listings int, "sumX" float8, "sumY" float8)
       ON CONFLICT (key, zoom, x, y) DO UPDATE SET listings = c.listings + excluded.listings,
         sum_x = c.sum_x + excluded.sum_x, sum_y = c.sum_y + excluded.sum_y`,
      [JSON.stringify(changes)],
    );
    await tx.manager.query('DELETE FROM map_cell WHERE key = ANY($1) AND listings <= 0', [
      [...new Set(changes.map(({ key }) => key))],
    ]);
  }

  /** The finest zoom is counted, the others are added up from it: a cell is made of whole cells two zooms deeper. */
  async recountCells(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query('DELETE FROM map_cell');
    await tx.manager.query(
      `INSERT INTO map_cell (key, zoom, x, y, listings, sum_x, sum_y)
       WITH finest AS (
         SELECT e.key, floor((e.place[0] + $1) / $2)::int AS x, floor(($1 - e.place[1]) / $2)::int AS y,
           count(*)::int AS listings, sum(e.place[0]) AS sum_x, sum(e.place[1]) AS sum_y
         FROM search_key k JOIN search_entry e ON e.key = k.id WHERE k.kind = ANY($3) GROUP BY 1, 2, 3
       )
       SELECT key, zoom, x >> ($4 - zoom), y >> ($4 - zoom), sum(listings), sum(sum_x), sum(sum_y)
       FROM finest, unnest($5::int[]) AS zoom GROUP BY 1, 2, 3, 4`,
      [HALF_WORLD, (2 * HALF_WORLD) / 2 ** (FINEST + CELL_DEPTH), MAPPED_KINDS, FINEST, MAP_ZOOMS],
    );
  }
}
