import { copyInto, copyLine } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { pointText } from '@halles/domain/geo';
import { Injectable } from '@nestjs/common';
import type { SearchKeyKind } from './search-keys';

/** A row of `search_entry`. */
export interface SearchEntry {
  readonly key: number;
  readonly listing: number;
  /** The listing's place, Web Mercator metres. */
  readonly x: number;
  readonly y: number;
  readonly opening: number | null;
  readonly features: number;
  /** The key of the listing's category. */
  readonly category: number | null;
}

/** An entry that is there, with the kind of its key. */
export interface StoredEntry extends SearchEntry {
  readonly kind: SearchKeyKind;
}

/** Neighbours in the index are written one after another. */
const byPlace = (one: SearchEntry, other: SearchEntry): number =>
  one.key - other.key || one.x - other.x || one.y - other.y;

@Injectable()
export class SearchEntryRepository {
  async ofListings(tx: TenantTx, listings: readonly number[]): Promise<StoredEntry[]> {
    if (listings.length === 0) return [];
    return tx.manager.query<StoredEntry[]>(
      `SELECT e.key, e.listing, e.place[0] AS x, e.place[1] AS y, e.opening, e.features, e.category, k.kind
       FROM search_entry e JOIN search_key k ON k.id = e.key WHERE e.listing = ANY($1)`,
      [listings],
    );
  }

  async delete(tx: TenantWriteTx, entries: readonly SearchEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.manager.query(
      `DELETE FROM search_entry e USING unnest($1::int[], $2::int[]) AS gone(listing, key)
       WHERE e.listing = gone.listing AND e.key = gone.key`,
      [entries.map(({ listing }) => listing), entries.map(({ key }) => key)],
    );
  }

  async insert(tx: TenantWriteTx, entries: readonly SearchEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const lines = [...entries]
      .sort(byPlace)
      .map(({ key, listing, x, y, opening, features, category }) =>
        copyLine([key, listing, pointText({ x, y }), opening, features, category]),
      );
    await copyInto(tx.manager, 'search_entry (key, listing, place, opening, features, category)', [
      lines.join(''),
    ]);
  }
}
