import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { departmentOf } from './department';
import { IndexCounts, IndexState, SearchIndexer } from '@halles/domain/search-index';
import { Injectable } from '@nestjs/common';
import { type Opening, OpeningReader } from './listing-opening';
import { indexedListing } from './indexed-listing';
import type { ListingBatch } from './listing-batch';
import { listingRow, type ListingRow } from './listing-row';
import { ListingWriteRepository, type SoldBy } from './listing-write.repository';
import { OpeningRepository } from './opening.repository';
import type { ListingSource, ResolvedListing } from './resolved-listing';
import { hiddenListing, resolveListing } from './resolve-listing';
import { settleSirets } from './siret-claims';

/** How many ids a call may bring. */
export const REFRESH_BATCH = 1_000;

/** From which part of a directory on its statistics are taken anew: below it they are near enough, as for autovacuum. */
const LARGE_PART = 0.1;

/** What a refresh did. */
export interface RefreshCounts {
  /** Listings that are new or changed. */
  readonly written: number;
  /** Listings that were as their sources say already. */
  readonly unchanged: number;
  /** Listings removed because they have no source any more. */
  readonly removed: number;
}

interface Draft {
  readonly id: number;
  readonly mergedInto: number | null;
  readonly listing: ResolvedListing;
  readonly opening: Opening | null;
  /** Whether the SIRET comes from the register itself, rather than from someone who read it on a door. */
  readonly isRegistered: boolean;
}

const namesOf = (sources: readonly ListingSource[]): string[] =>
  sources.flatMap(({ facts: { displayName } }) => displayName ?? []);

/**
 * The only writer of listings, their hours and the tables that search reads: everything follows from `listing_source`. It
 * writes in the transaction that changed the sources: `begin` a batch, `refresh` the listings concerned, `finish` it.
 */
@Injectable()
export class ListingWriter {
  private readonly hours = new OpeningReader();

  constructor(
    private readonly listings: ListingWriteRepository,
    private readonly openings: OpeningRepository,
    private readonly indexer: SearchIndexer,
    private readonly counts: IndexCounts,
  ) {}

  /** A new batch, to be passed to the refreshes of this transaction and to `finish`. Reads and writes nothing yet. */
  begin(tx: TenantWriteTx): ListingBatch {
    return { tx, index: new IndexState(), communes: null, otherHours: new Set() };
  }

  /**
   * Resolves these listings from their sources and writes those that are new or differ, with their hours and search entries.
   * An id without a row gets one (take it from the sequence of `listing.id`); a row without sources is removed, or emptied
   * where something still refers to it; `merged_into` stays as the caller set it. Repeating it changes nothing.
   * @param ids at most 1,000, each once
   */
  async refresh(batch: ListingBatch, ids: readonly number[], now: Date): Promise<RefreshCounts> {
    const { tx, index } = batch;
    if (ids.length > REFRESH_BATCH) throw new RangeError(`at most ${REFRESH_BATCH} listings a call`);
    if (ids.length === 0) return { written: 0, unchanged: 0, removed: 0 };
    const current = await this.listings.lockMany(tx, ids);
    const sources = await this.listings.sourcesOf(tx, ids);
    const orphans = ids.filter((id) => !sources.has(id) && current.get(id)?.mergedInto == null);
    await this.indexer.clear(
      tx,
      index,
      orphans.filter((id) => current.has(id)),
    );
    const removed = await this.listings.deleteUnused(tx, orphans);
    const gone = new Set([...removed, ...orphans.filter((id) => !current.has(id))]);
    const remaining = ids.filter((id) => !gone.has(id));
    const drafts = await this.draft(batch, remaining, { current, sources, now });
    const sold = await this.listings.soldBy(tx, remaining, now);
    const survivors = await this.listings.survivorsAmong(tx, remaining);
    const booked = await this.listings.bookedAt(tx, remaining);
    const agendas = await this.listings.agendasAmong(tx, remaining);
    const calm = await this.listings.calmAmong(tx, remaining);
    const rows = await this.rowsOf(tx, drafts, { sold, calm });
    for (const { id, opening_id: opening } of rows)
      if (current.has(id) && current.get(id)?.openingId !== opening) batch.otherHours.add(id);
    const written = await this.listings.upsert(tx, rows, now);
    await this.indexer.index(
      tx,
      index,
      drafts.map(({ id, listing }, at) =>
        indexedListing(listing, rows[at] as ListingRow, {
          sold: sold.get(id)?.words ?? [],
          booked: booked.get(id) ?? [],
          hasAgenda: agendas.has(id),
          formerNames: survivors.has(id) ? namesOf(sources.get(id) ?? []) : [],
        }),
      ),
      current,
    );
    return { written: written.length, unchanged: remaining.length - written.length, removed: removed.length };
  }

  /**
   * To be called once, after the refreshes of the batch: updates counts, places and the map's cells, and raises the
   * directory's version (which is all that it does without a refresh before it). From here to the commit other writers of
   * the territory wait, and whoever books at a place that has other hours now.
   * @param scope `touched`: what the batch's refreshes changed; `all`: everything is counted again
   */
  async finish({ tx, index, otherHours }: ListingBatch, scope: 'all' | 'touched', now: Date): Promise<void> {
    // Before the lock of the directory, as who books or orders takes them: nobody waits for the other.
    await this.listings.forgetFree(tx, [...otherHours]);
    otherHours.clear();
    await this.counts.finish(tx, index, scope, now);
  }

  /**
   * Listings of which the directory says otherwise whether they take orders than it is at the moment: a pause began or was
   * over by itself, somebody handles its orders or nobody does any more, all that it sold is sold; or not that they set times
   * of the week apart.
   * @param after id of the last one, so that a walk over them ends
   */
  listOutdated(tx: TenantTx, after: number, now: Date): Promise<number[]> {
    return this.listings.listOutdated(tx, after, REFRESH_BATCH, now);
  }

  /** Listings with an open agenda that searches for free times do not begin with yet, so many at most. */
  listUnbookable(tx: TenantTx): Promise<number[]> {
    return this.listings.listUnbookable(tx, REFRESH_BATCH);
  }

  /**
   * So that searches are planned for what is there: for what writes many listings, in a transaction of its own behind the one
   * that wrote. @param written how many listings were; nothing is done where they are a small part of the directory
   */
  async updateStatistics(tx: TenantWriteTx, written: number): Promise<void> {
    if (written < LARGE_PART * (await this.listings.count(tx))) return;
    await this.listings.updateStatistics(tx);
  }

  /**
   * Runs a piece of writing with a batch of its own, in a savepoint. Where another transaction, usually an import, holds a
   * lock that it needs, the whole piece is undone, and the transaction goes on.
   * @param write ends with `finish` of the batch that it is given
   * @returns whether it was done
   */
  async attempt(tx: TenantWriteTx, write: (batch: ListingBatch) => Promise<void>): Promise<boolean> {
    return this.listings.withinSavepoint(tx, () => write(this.begin(tx)));
  }

  private async draft(
    batch: ListingBatch,
    ids: readonly number[],
    known: {
      readonly current: ReadonlyMap<number, { readonly mergedInto: number | null }>;
      readonly sources: ReadonlyMap<number, readonly ListingSource[]>;
      readonly now: Date;
    },
  ): Promise<Draft[]> {
    const communes = (batch.communes ??= await this.listings.communes(batch.tx));
    const { timeZone } = batch.tx.ctx.tenant.settings;
    return ids.map((id) => {
      const sources = known.sources.get(id) ?? [];
      const mergedInto = known.current.get(id)?.mergedInto ?? null;
      const listing = mergedInto === null ? resolveListing(sources, communes) : hiddenListing('not-public');
      const { hours, commune, visibility } = listing;
      const isShown = hours !== null && commune !== null && visibility === 'public';
      const opening = isShown
        ? this.hours.read({ timeZone, department: departmentOf(commune) }, hours, known.now)
        : null;
      const isRegistered = sources.some(
        ({ source, sourceId }) => source === 'sirene' && sourceId === listing.siret,
      );
      return { id, mergedInto, listing, opening, isRegistered };
    });
  }

  private async rowsOf(
    tx: TenantWriteTx,
    drafts: readonly Draft[],
    { sold, calm }: { readonly sold: ReadonlyMap<number, SoldBy>; readonly calm: ReadonlySet<number> },
  ): Promise<ListingRow[]> {
    const openings = drafts.flatMap(({ opening }) => opening ?? []);
    const ids = openings.length === 0 ? new Map<string, number>() : await this.openings.ensure(tx, openings);
    const withoutSiret = await this.settleSirets(tx, drafts);
    const openingOf = ({ opening }: Draft): number | undefined =>
      opening === null ? undefined : ids.get(opening.digest);
    const otherToday = await this.listings.forgetToday(
      tx,
      drafts
        .filter(({ id }) => sold.has(id))
        .map((draft) => ({ id: draft.id, opening: openingOf(draft) ?? null })),
    );
    return drafts.map((draft) => {
      const { id, mergedInto, listing, opening } = draft;
      const openingId = openingOf(draft);
      const row = listingRow(listing, {
        id,
        mergedInto,
        takesOrders: sold.get(id)?.takesOrders ?? false,
        isForToday: (sold.get(id)?.isForToday ?? false) && !otherToday.has(id),
        sells: sold.get(id)?.sells ?? false,
        hasCalmHours: calm.has(id),
        opening:
          opening === null || openingId === undefined ? null : { id: openingId, isKnown: opening.isKnown },
      });
      return withoutSiret.has(id) ? { ...row, siret: null } : row;
    });
  }

  /** Returns the listings that claim a SIRET in vain; takes it from those that lose it to another. */
  private async settleSirets(tx: TenantWriteTx, drafts: readonly Draft[]): Promise<ReadonlySet<number>> {
    const claims = drafts.flatMap(({ id, listing: { siret }, isRegistered }) =>
      siret === null ? [] : [{ id, siret, isRegistered }],
    );
    const holders = await this.listings.holdersOf(
      tx,
      claims.map(({ siret }) => siret),
    );
    const { losers, released } = settleSirets(claims, holders, new Set(drafts.map(({ id }) => id)));
    await this.listings.releaseSirets(tx, released);
    return losers;
  }
}
