import { Clock } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import {
  ChangeBus,
  type TenantContext,
  TenantMemory,
  type TenantTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import type { FactSource } from './fact-source';
import type { Listing, ListingSummary } from './listing';
import {
  isListingId,
  type ListingAddressOnSite,
  ListingRepository,
  type PublicFilter,
} from './listing.repository';

/** A directory as a whole. */
export interface DirectoryFigures {
  /** Goes up with each change: part of the key of whatever is kept of the directory. */
  readonly version: string;
  /** Listings that are open and shown. */
  readonly listings: number;
  /** No listing has a greater id. */
  readonly lastId: number;
  /** Null while nothing was ever written. */
  readonly changedAt: Date | null;
}

/** Territories whose version is remembered: every page asks for it, and it is small. */
const MAX_TERRITORIES = 10_000;
const MAX_IDS = 1_000;
const BATCH = 500;

/** Reads the directory: only what may be shown. */
@Injectable()
export class ListingService {
  /** Undefined until they are read. */
  private readonly memory: TenantMemory<{ figures?: Promise<DirectoryFigures> | undefined }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingRepository,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.memory = new TenantMemory(changeBus, clock, () => ({}), MAX_TERRITORIES);
  }

  /**
   * A listing by its id, closed ones too. One that was merged gives the one that it was merged into: whoever asked by an
   * address compares ids and slugs, and redirects. Null for what does not exist or may not be shown, whatever the number.
   */
  async find(ctx: TenantContext, id: number): Promise<Listing | null> {
    return this.work.read(ctx, (tx) => this.findIn(tx, id));
  }

  /** The same as a part of what a page reads. */
  findIn(tx: TenantTx, id: number): Promise<Listing | null> {
    return this.listings.find(tx, id);
  }

  /** The listing that one was merged into, whether it is shown or not; null of one that was not. */
  async survivorOf(ctx: TenantContext, id: number): Promise<number | null> {
    return this.work.read(ctx, (tx) => this.listings.survivorOf(tx, id));
  }

  /** The listings that may be shown among these ids (at most 1,000), in their order. */
  async findMany(ctx: TenantContext, ids: readonly number[]): Promise<ListingSummary[]> {
    const requested = ids.filter(isListingId).slice(0, MAX_IDS);
    if (requested.length === 0) return [];
    const found = await this.work.read(ctx, (tx) => this.listings.findMany(tx, requested));
    return requested.flatMap((id) => found.get(id) ?? []);
  }

  /** The directory's version and size: as it is, or two seconds ago where changes are not heard of at the moment. */
  async figures(ctx: TenantContext): Promise<DirectoryFigures> {
    const known = this.memory.of(ctx.tenant);
    if (known.figures) return known.figures;
    const figures = this.work.read(ctx, (tx) => this.listings.state(tx));
    known.figures = figures;
    // A failure is this moment's: the next reader asks again.
    figures.catch(() => (known.figures = undefined));
    return figures;
  }

  /** The directory's version, as old as its figures: part of the key of whatever is kept of it. */
  async version(ctx: TenantContext): Promise<string> {
    return (await this.figures(ctx)).version;
  }

  /**
   * Every open listing in batches of 500, in the order of ids: the whole is never in memory, and no connection is held
   * between two batches. What changes meanwhile is seen as it is when its turn comes.
   */
  async *listPublic(ctx: TenantContext, filter: PublicFilter = {}): AsyncGenerator<readonly Listing[]> {
    for (let after = 0; ;) {
      const since = after;
      const batch = await this.work.read(ctx, (tx) => this.listings.listPublic(tx, since, BATCH, filter));
      if (batch.length > 0) yield batch;
      const last = batch.at(-1);
      if (batch.length < BATCH || !last) return;
      after = last.id;
    }
  }

  /** The sources that tell anything of the directory, the most trusted first. */
  async sources(ctx: TenantContext): Promise<FactSource[]> {
    return this.work.read(ctx, (tx) => this.listings.sources(tx));
  }

  /** The addresses of the open listings of a range of ids, `until` not included: a file of a site map. */
  async listAddresses(ctx: TenantContext, from: number, until: number): Promise<ListingAddressOnSite[]> {
    if (!isListingId(from) || !isListingId(until)) return [];
    return this.work.read(ctx, (tx) => this.listings.listAddresses(tx, from, until));
  }
}
