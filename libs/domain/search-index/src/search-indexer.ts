import type { TenantWriteTx } from '@halles/platform/tenancy';
import { toPlane } from '@halles/domain/geo';
import { type StoredEntry, type SearchEntry, SearchEntryRepository } from './search-entry.repository';
import type { IndexedListing } from './indexed-listing';
import { SearchKeyRepository } from './search-key.repository';
import { categoryKey, keyName, type SearchKeyName, searchKeysOf } from './search-keys';
import { categoriesOf } from '@halles/domain/categories';
import { tokensOf } from '@halles/domain/text';
import { Injectable } from '@nestjs/common';
import type { IndexState } from './index-changes';

/** Beyond so many names the vocabulary is too large to be held in memory. */
const MAX_CACHED = 100_000;

/** Keeps the entries of search as the listings are: removes what is no longer so, adds what is new, touches nothing else. */
@Injectable()
export class SearchIndexer {
  constructor(
    private readonly keys: SearchKeyRepository,
    private readonly entries: SearchEntryRepository,
  ) {}

  /**
   * Writes the entries of these listings where they differ from those that are stored.
   * @param current listings that had a row before: the others have no entries to look for
   */
  async index(
    tx: TenantWriteTx,
    state: IndexState,
    listings: readonly IndexedListing[],
    current: { has(id: number): boolean },
  ): Promise<void> {
    const tree = categoriesOf(tx.ctx);
    const wanted = listings.map((listing) => ({ listing, keys: searchKeysOf(listing, tree) }));
    if (state.keys.size > MAX_CACHED) state.keys.clear();
    await this.learn(
      tx,
      state.keys,
      wanted.flatMap(({ keys }) => keys),
    );
    const isThere = listings.map(({ id }) => id).filter((id) => current.has(id));
    const stored = new Map((await this.entries.ofListings(tx, isThere)).map((entry) => [idOf(entry), entry]));
    const added: SearchEntry[] = [];
    const removed: StoredEntry[] = [];
    for (const { listing, keys } of wanted)
      for (const name of keys) {
        const entry = entryOf(listing, state.keys, name);
        const same = stored.get(idOf(entry));
        stored.delete(idOf(entry));
        if (same && isSame(same, entry)) continue;
        if (same) removed.push(same);
        added.push(entry);
        state.changes.note(entry, name.kind, 1);
      }
    removed.push(...stored.values());
    await this.remove(tx, state, removed);
    await this.entries.insert(tx, added);
  }

  /** Removes all entries of these listings. */
  async clear(tx: TenantWriteTx, state: IndexState, listings: readonly number[]): Promise<void> {
    await this.remove(tx, state, await this.entries.ofListings(tx, listings));
  }

  /** Makes these words known to the correction of searches, though no listing may bear them: the names of places. */
  async learnNames(tx: TenantWriteTx, names: readonly string[]): Promise<void> {
    await this.learn(tx, new Map(), wordsOf(names));
  }

  private async remove(tx: TenantWriteTx, state: IndexState, removed: readonly StoredEntry[]): Promise<void> {
    for (const entry of removed) state.changes.note(entry, entry.kind, -1);
    await this.entries.delete(tx, removed);
  }

  /** Adds the ids of these keys to those that are known; writes the keys that are new. */
  private async learn(
    tx: TenantWriteTx,
    known: Map<string, number>,
    names: readonly SearchKeyName[],
  ): Promise<void> {
    const unknown = new Map<string, SearchKeyName>();
    for (const name of names) if (!known.has(keyName(name))) unknown.set(keyName(name), name);
    if (unknown.size === 0) return;
    for (const key of await this.keys.ensure(tx, [...unknown.values()])) known.set(keyName(key), key.id);
    const streets = [...unknown.values()].filter(({ kind }) => kind === 'street');
    // The slug of a street is its name folded: "33063/rue-sainte-catherine".
    const streetNames = streets.map(({ value }) => value.replace(/^[^/]*\//, '').replaceAll('-', ' '));
    await this.learn(tx, known, wordsOf(streetNames));
  }
}

const wordsOf = (names: readonly string[]): SearchKeyName[] =>
  names.flatMap(tokensOf).map((value) => ({ kind: 'word', value }));

const idOf = ({ listing, key }: SearchEntry): string => `${listing} ${key}`;

function entryOf(
  listing: IndexedListing,
  ids: ReadonlyMap<string, number>,
  name: SearchKeyName,
): SearchEntry {
  const { id, position, opening, features, category } = listing;
  const key = ids.get(keyName(name));
  if (key === undefined || position === null) throw new Error('an entry without its key or place');
  return {
    key,
    listing: id,
    ...toPlane(position),
    opening,
    features,
    category: category === null ? null : (ids.get(keyName(categoryKey(category))) ?? null),
  };
}

const isSame = (one: SearchEntry, other: SearchEntry): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.opening === other.opening &&
  one.features === other.features &&
  one.category === other.category;
