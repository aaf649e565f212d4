import { cellOf, MAP_ZOOMS } from '@halles/domain/geo';
import type { SearchEntry } from './search-entry.repository';
import { MAPPED_KINDS, type SearchKeyKind } from './search-keys';

/** By how much a cell of the map changes. */
export interface CellChange {
  readonly key: number;
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  listings: number;
  sumX: number;
  sumY: number;
}

/** Beyond so many changed cells it is quicker to count everything again. */
const MAX_CHANGES = 10_000;

/** Sums from which places were subtracted and added again differ by the rounding of floats. */
const UNMOVED_METRES = 0.001;

/** What the entries written and removed in one transaction change in the counts. */
export class CountChanges {
  readonly keys = new Map<number, number>();
  readonly cells = new Map<string, CellChange>();
  /** Keys of streets. */
  readonly streets = new Set<number>();
  private coversAll = false;

  /** Whether so much changed that single changes are no longer recorded. */
  get isWhole(): boolean {
    return this.coversAll;
  }

  /** @param by 1 for an entry that was written, -1 for one that was removed */
  note(entry: SearchEntry, kind: SearchKeyKind, by: 1 | -1): void {
    if (this.coversAll) return;
    this.keys.set(entry.key, (this.keys.get(entry.key) ?? 0) + by);
    if (kind === 'street') this.streets.add(entry.key);
    if (MAPPED_KINDS.includes(kind)) this.noteCells(entry, by);
    if (this.cells.size <= MAX_CHANGES && this.keys.size <= MAX_CHANGES) return;
    this.clear();
    this.coversAll = true;
  }

  /** Cells whose number of listings changed, or in which a listing moved. */
  movedCells(): CellChange[] {
    return [...this.cells.values()].filter(
      ({ listings, sumX, sumY }) =>
        listings !== 0 || Math.abs(sumX) > UNMOVED_METRES || Math.abs(sumY) > UNMOVED_METRES,
    );
  }

  /** Keys whose number of listings changed, and by how many. */
  movedKeys(): [number, number][] {
    return [...this.keys].filter(([, by]) => by !== 0);
  }

  /** Forgets everything that was recorded. */
  clear(): void {
    this.coversAll = false;
    for (const each of [this.keys, this.cells, this.streets]) each.clear();
  }

  private noteCells({ key, x, y }: SearchEntry, by: 1 | -1): void {
    for (const zoom of MAP_ZOOMS) {
      const cell = cellOf({ x, y }, zoom);
      const name = `${key} ${zoom} ${cell.x} ${cell.y}`;
      const change = this.cells.get(name) ?? { key, zoom, ...cell, listings: 0, sumX: 0, sumY: 0 };
      change.listings += by;
      change.sumX += by * x;
      change.sumY += by * y;
      this.cells.set(name, change);
    }
  }
}

/** What is shared by all indexing of one batch: pass it to each call of `SearchIndexer`, and to `IndexCounts.finish` last. */
export class IndexState {
  /** Ids of the search keys that were looked up or written so far, by their names. */
  readonly keys = new Map<string, number>();
  /** What the counts do not know of yet. */
  readonly changes = new CountChanges();
}
