import type { TenantWriteTx } from '@halles/platform/tenancy';
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
const MOST_CHANGES = 10_000;

/** Sums of a cell's places that were taken away and added again differ by the rounding of floats. */
const UNMOVED_METRES = 0.001;

/** What the entries written and removed in one transaction change in the counts. */
export class CountChanges {
  readonly keys = new Map<number, number>();
  readonly cells = new Map<string, CellChange>();
  /** Keys of streets. */
  readonly streets = new Set<number>();
  #isWhole = false;

  /** Whether so much changed that it is not told apart any more. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** @param by 1 for an entry that was written, -1 for one that was removed */
  note(entry: SearchEntry, kind: SearchKeyKind, by: 1 | -1): void {
    if (this.#isWhole) return;
    this.keys.set(entry.key, (this.keys.get(entry.key) ?? 0) + by);
    if (kind === 'street') this.streets.add(entry.key);
    if (MAPPED_KINDS.includes(kind)) this.#noteCells(entry, by);
    if (this.cells.size <= MOST_CHANGES && this.keys.size <= MOST_CHANGES) return;
    this.clear();
    this.#isWhole = true;
  }

  /** Cells in which another number of listings is, or in which one moved. */
  movedCells(): CellChange[] {
    return [...this.cells.values()].filter(
      ({ listings, sumX, sumY }) =>
        listings !== 0 || Math.abs(sumX) > UNMOVED_METRES || Math.abs(sumY) > UNMOVED_METRES,
    );
  }

  /** Keys that another number of listings has, and by how many. */
  movedKeys(): [number, number][] {
    return [...this.keys].filter(([, by]) => by !== 0);
  }

  /** Forgets what was told. */
  clear(): void {
    this.#isWhole = false;
    for (const each of [this.keys, this.cells, this.streets]) each.clear();
  }

  #noteCells({ key, x, y }: SearchEntry, by: 1 | -1): void {
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

/** What the indexer remembers from one batch of a transaction to the next. It ends with the transaction, so nothing that was rolled back is remembered. */
export interface IndexState {
  readonly keys: Map<string, number>;
  readonly changes: CountChanges;
}

const states = new WeakMap<TenantWriteTx['manager'], IndexState>();

/** The state of a transaction's manager, made at its first use. */
export function indexStateOf({ manager }: TenantWriteTx): IndexState {
  let state = states.get(manager);
  if (!state) states.set(manager, (state = { keys: new Map(), changes: new CountChanges() }));
  return state;
}

/** Forgets the state of a transaction part of which was undone. */
export function forgetIndexState({ manager }: TenantWriteTx): void {
  states.delete(manager);
}
