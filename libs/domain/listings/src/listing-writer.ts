import type { TenantWriteTx } from '@halles/platform/tenancy';
import { departmentOf } from './department';
import { forgetIndexState, IndexCounts, SearchIndexer } from '@halles/domain/search-index';
import { Injectable } from '@nestjs/common';
import { type Opening, OpeningReader } from './listing-opening';
import { indexedListing } from './indexed-listing';
import { listingRow, type ListingRow } from './listing-row';
import { ListingWriteRepository } from './listing-write.repository';
import { OpeningRepository } from './opening.repository';
import type { ListingCommune, ListingSource, ResolvedListing } from './resolved-listing';
import { hiddenListing, resolveListing } from './resolve-listing';
import { settleSirets } from './siret-claims';

/** How many ids a call may bring. */
export const REFRESH_BATCH = 1_000;

/** What a refresh did. */
export interface RefreshCounts {
  /** Listings that are new or changed. */
  readonly written: number;
  /** Listings that were as their sources tell. */
  readonly unchanged: number;
  /** Listings removed because nothing tells of them any more. */
  readonly removed: number;
}

interface Draft {
  readonly id: number;
  readonly mergedInto: number | null;
  readonly listing: ResolvedListing;
  readonly opening: Opening | null;
  /** Whether the register itself names the SIRET, rather than someone who read it on a door. */
  readonly isRegistered: boolean;
}

/**
 * The only writer of listings, their hours and what search asks: everything follows from `listing_source`. Takes the
 * transaction of whoever changed the sources.
 */
@Injectable()
export class ListingWriter {
  readonly #hours = new OpeningReader();
  /** Read once a transaction. */
  readonly #communes = new WeakMap<TenantWriteTx['manager'], ReadonlyMap<string, ListingCommune>>();

  constructor(
    private readonly listings: ListingWriteRepository,
    private readonly openings: OpeningRepository,
    private readonly indexer: SearchIndexer,
    private readonly counts: IndexCounts,
  ) {}

  /**
   * Resolves these listings from their sources, writes those that are new or differ, with their hours and search entries.
   * An id without a row gets one (take it from the sequence of `listing.id`); a row without sources is removed, or emptied
   * where something still points at it; `merged_into` stays as the caller set it. Twice the same is once.
   * @param ids at most 1,000, each once
   */
  async refresh(tx: TenantWriteTx, ids: readonly number[], now: Date): Promise<RefreshCounts> {
    if (ids.length > REFRESH_BATCH) throw new RangeError(`at most ${REFRESH_BATCH} listings a call`);
    if (ids.length === 0) return { written: 0, unchanged: 0, removed: 0 };
    const current = await this.listings.lockMany(tx, ids);
    const sources = await this.listings.sourcesOf(tx, ids);
    const orphans = ids.filter((id) => !sources.has(id) && current.get(id)?.mergedInto == null);
    await this.indexer.clear(
      tx,
      orphans.filter((id) => current.has(id)),
    );
    const removed = await this.listings.deleteUnused(tx, orphans);
    const gone = new Set([...removed, ...orphans.filter((id) => !current.has(id))]);
    const kept = ids.filter((id) => !gone.has(id));
    const drafts = await this.#draft(tx, kept, { current, sources, now });
    const rows = await this.#rowsOf(tx, drafts);
    const written = await this.listings.upsert(tx, rows, now);
    await this.indexer.index(
      tx,
      drafts.map(({ listing }, at) => indexedListing(listing, rows[at] as ListingRow)),
      current,
    );
    return { written: written.length, unchanged: kept.length - written.length, removed: removed.length };
  }

  /**
   * To be called once behind the refreshes of a transaction: brings counts, places and the map's cells up to them, and
   * raises the directory's version. From here to the commit other writers of the territory wait.
   * @param scope `touched`: what this transaction's refreshes changed; `all`: everything is counted again
   */
  async finish(tx: TenantWriteTx, scope: 'all' | 'touched', now: Date): Promise<void> {
    await this.counts.finish(tx, scope, now);
  }

  /**
   * Runs a piece of writing that ends with `refresh` and `finish` unless somebody else holds what it needs, an import above
   * all: then nothing of the piece is done, and the transaction goes on.
   * @returns whether it was done
   */
  async attempt(tx: TenantWriteTx, write: () => Promise<void>): Promise<boolean> {
    const done = await this.listings.withinSavepoint(tx, write);
    // What was undone is not remembered.
    if (!done) forgetIndexState(tx);
    return done;
  }

  async #draft(
    tx: TenantWriteTx,
    ids: readonly number[],
    known: {
      readonly current: ReadonlyMap<number, { readonly mergedInto: number | null }>;
      readonly sources: ReadonlyMap<number, readonly ListingSource[]>;
      readonly now: Date;
    },
  ): Promise<Draft[]> {
    const communes = await this.#communesOf(tx);
    const { timeZone } = tx.ctx.tenant.settings;
    return ids.map((id) => {
      const sources = known.sources.get(id) ?? [];
      const mergedInto = known.current.get(id)?.mergedInto ?? null;
      const listing = mergedInto === null ? resolveListing(sources, communes) : hiddenListing('not-public');
      const { hours, commune, visibility } = listing;
      const isShown = hours !== null && commune !== null && visibility === 'public';
      const opening = isShown
        ? this.#hours.read({ timeZone, department: departmentOf(commune) }, hours, known.now)
        : null;
      const isRegistered = sources.some(
        ({ source, sourceId }) => source === 'sirene' && sourceId === listing.siret,
      );
      return { id, mergedInto, listing, opening, isRegistered };
    });
  }

  async #communesOf(tx: TenantWriteTx): Promise<ReadonlyMap<string, ListingCommune>> {
    const communes = this.#communes.get(tx.manager) ?? (await this.listings.communes(tx));
    this.#communes.set(tx.manager, communes);
    return communes;
  }

  async #rowsOf(tx: TenantWriteTx, drafts: readonly Draft[]): Promise<ListingRow[]> {
    const openings = drafts.flatMap(({ opening }) => opening ?? []);
    const ids = openings.length === 0 ? new Map<string, number>() : await this.openings.ensure(tx, openings);
    const withoutSiret = await this.#settleSirets(tx, drafts);
    return drafts.map(({ id, mergedInto, listing, opening }) => {
      const openingId = opening === null ? undefined : ids.get(opening.digest);
      const row = listingRow(listing, {
        id,
        mergedInto,
        opening:
          opening === null || openingId === undefined ? null : { id: openingId, isKnown: opening.isKnown },
      });
      return withoutSiret.has(id) ? { ...row, siret: null } : row;
    });
  }

  /** Who claims a SIRET in vain; those that had one that is another's now have let it go. */
  async #settleSirets(tx: TenantWriteTx, drafts: readonly Draft[]): Promise<ReadonlySet<number>> {
    const claims = drafts.flatMap(({ id, listing: { siret }, isRegistered }) =>
      siret === null ? [] : [{ id, siret, isRegistered }],
    );
    const holders = await this.listings.holdersOf(
      tx,
      claims.map(({ siret }) => siret),
    );
    const { losers, released } = settleSirets(claims, holders, new Set(drafts.map(({ id }) => id)));
    await this.listings.takeSirets(tx, released);
    return losers;
  }
}
