import type { ProfileChanges } from '@halles/contracts';
import { ClaimUnion, type UnitedListings } from '@halles/domain/claims';
import { isListingId, ListingWriter, TownServices } from '@halles/domain/listings';
import { PageChangeNotices } from '@halles/domain/notifications';
import { type ProfileAuthor, ProfileService, ProfileWriter } from '@halles/domain/profiles';
import {
  actorName,
  appendAudit,
  type TenantContext,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { movedTables } from './attached';
import { AttachmentRepository } from './attachment.repository';
import {
  BothListingsOwned,
  KeptByPassedClaim,
  MergedFurther,
  NothingToSeparate,
  PairNotFound,
  TownServiceMerged,
} from './duplicate.errors';
import {
  type DoubtfulPair,
  DuplicateRepository,
  type MergedPair,
  type MovedRecords,
  type PairKey,
} from './duplicate.repository';
import { type ChangedFact, changedFacts } from './merge-effects';
import { type Choice, reasonToStay, type StayReason, survivorOf } from './survivor';

/** Who decides: an account of the console, or nobody's on the command line. */
export type Decider = Pick<ProfileAuthor, 'accountId' | 'name'>;

/** @throws PairNotFound for what is no pair of numbers */
export function pairKeyOf(id: string): PairKey {
  const [, left, right] = /^(\d{1,10})-(\d{1,10})$/.exec(id) ?? [];
  const [one = Number.NaN, other = Number.NaN] = [Number(left), Number(right)].sort((a, b) => a - b);
  if (!(one < other && isListingId(one) && isListingId(other))) throw new PairNotFound({});
  return { one, other };
}

/** What merging two listings came to. */
export interface Merged extends Choice {
  readonly because: StayReason;
  /** What the page that stays says otherwise. */
  readonly facts: readonly ChangedFact[];
  readonly moved: MovedRecords;
}

/** Whether something went over that who keeps the page sees on it. */
const isSeen = ({ rows, profile }: Pick<MovedRecords, 'rows' | 'profile'>): boolean =>
  profile !== null || rows.photo.length > 0 || rows.mandate.length > 0;

/** What a page was called before and is after, where that is not the same, for its history to say. Pure. */
const renaming = (
  { name: before = null }: ProfileChanges,
  { name: after = null }: ProfileChanges,
): { readonly renamed?: readonly [string | null, string | null] } =>
  before === after ? {} : { renamed: [before, after] };

/** The queue of listings that may be the same business, and what people decided. */
@Injectable()
export class DuplicateService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly duplicates: DuplicateRepository,
    private readonly attachments: AttachmentRepository,
    private readonly claims: ClaimUnion,
    private readonly profiles: ProfileWriter,
    private readonly pageNotices: PageChangeNotices,
    private readonly pages: ProfileService,
    private readonly writer: ListingWriter,
    private readonly townServices: TownServices,
  ) {}

  /** @param limit 1 to 1,000 */
  async listDoubtful(ctx: TenantContext, limit: number): Promise<DoubtfulPair[]> {
    return this.work.read(ctx, (tx) => this.duplicates.listDoubtful(tx, limit));
  }

  /** Pairs that were made one and can be taken apart, the last first. @param limit 1 to 1,000 */
  async listMerged(ctx: TenantContext, limit: number): Promise<MergedPair[]> {
    return this.work.read(ctx, (tx) => this.duplicates.listMerged(tx, limit));
  }

  /**
   * Makes one listing of the two: the sources of one move to the other, its address leads there, and what people attached to
   * it goes with it.
   * @returns the listing that stays: the one that somebody keeps
   * @throws PairNotFound
   * @throws BothListingsOwned, TownServiceMerged
   */
  async merge(ctx: TenantContext, id: string, by: Decider, now: Date): Promise<number> {
    const { survivor } = await this.work.write(ctx, (tx) => this.mergePair(tx, pairKeyOf(id), by, now));
    return survivor;
  }

  /**
   * Holds two listings that somebody says are one, in a transaction that goes on to `mergeHeld`.
   * @returns the pair; `mergeHeld` says where they are no two listings, or no longer
   * @throws PairNotFound where one number stands twice
   */
  async holdPair(tx: TenantWriteTx, left: number, right: number): Promise<string> {
    const pair = pairKeyOf(`${left}-${right}`);
    await this.duplicates.lockMembers(tx, pair);
    return `${pair.one}-${pair.other}`;
  }

  /** Holds two listings that are one, in a transaction that goes on to `keepSeparateIn`. @throws PairNotFound */
  async holdMerged(tx: TenantWriteTx, id: string): Promise<void> {
    await this.duplicates.findMerge(tx, pairKeyOf(id));
  }

  /**
   * Makes one listing of two that a person knows to be one, be they alike or not.
   * @param id of `holdPair`
   * @throws PairNotFound, BothListingsOwned
   */
  async mergeHeld(tx: TenantWriteTx, id: string, by: Decider, now: Date): Promise<Merged> {
    const pair = pairKeyOf(id);
    if (!(await this.duplicates.lockMembers(tx, pair))) throw new PairNotFound({});
    await this.duplicates.doubt(tx, pair);
    return this.mergePair(tx, pair, by, now);
  }

  private async mergePair(tx: TenantWriteTx, pair: PairKey, by: Decider, now: Date): Promise<Merged> {
    const actor = actorName(tx.ctx.actor);
    const members = await this.duplicates.lockMembers(tx, pair);
    const step = { from: 'doubtful', to: 'merged' } as const;
    if (!members || !(await this.duplicates.decide(tx, pair, step, actor))) throw new PairNotFound({});
    for (const id of [pair.one, pair.other])
      if (await this.townServices.has(tx, id)) throw new TownServiceMerged({});
    const choice = survivorOf(...members);
    if (!choice) throw new BothListingsOwned({});
    const because = reasonToStay(members, choice);
    const way = { from: choice.gone, to: choice.survivor };
    const before = await this.pages.readIn(tx, choice.survivor, now);
    const { name: goneName = null } = await this.pages.readIn(tx, choice.gone, now);
    const moved = await this.move(tx, way, by, now);
    await this.finish(tx, way, moved, now);
    const after = await this.pages.readIn(tx, choice.survivor, now);
    const facts = changedFacts(before, after);
    const fields = facts.map(({ field }) => field);
    const carried = Object.fromEntries(movedTables.map((table) => [table, moved.rows[table].length]));
    const detail = {
      pair: `${pair.one}-${pair.other}`,
      listing: choice.survivor,
      ...choice,
      goneName,
      ...renaming(before, after),
      fields,
      ...carried,
    };
    await appendAudit(tx, 'pair.merged', detail, now);
    await this.duplicates.insertMerge(tx, { ...choice, moved: { ...moved, because, fields } }, actor, now);
    return { ...choice, because, facts, moved };
  }

  /**
   * They are two businesses: never asked again. Two that were made one are two again, each with what was its own.
   * @throws PairNotFound
   * @throws MergedFurther where the one that stayed was merged into another one since
   * @throws KeptByPassedClaim where a claim on the one that went made somebody the owner of the one that stayed
   * @throws NothingToSeparate where nothing tells of the other one any more
   */
  async keepSeparate(ctx: TenantContext, id: string, by: Decider, now: Date): Promise<void> {
    await this.work.write(ctx, (tx) => this.keepSeparateIn(tx, id, by, now));
  }

  /** The same within a transaction. @throws PairNotFound, MergedFurther, KeptByPassedClaim, NothingToSeparate */
  async keepSeparateIn(tx: TenantWriteTx, id: string, by: Decider, now: Date): Promise<void> {
    const pair = pairKeyOf(id);
    const actor = actorName(tx.ctx.actor);
    if (await this.duplicates.decide(tx, pair, { from: 'doubtful', to: 'distinct' }, actor))
      return appendAudit(tx, 'pair.kept-apart', { pair: id }, now);
    const merge = await this.duplicates.findMerge(tx, pair);
    const step = { from: 'merged', to: 'distinct' } as const;
    if (!merge || !(await this.duplicates.decide(tx, pair, step, actor))) throw new PairNotFound({});
    const { gone, survivor, moved, holder } = merge;
    if (holder !== survivor) throw new MergedFurther({});
    if (await this.claims.isKeptBy(tx, survivor, moved.claims)) throw new KeptByPassedClaim({});
    const way = { from: gone, to: survivor };
    const before = await this.pages.readIn(tx, survivor, now);
    await this.giveBack(tx, way, moved, by, now);
    await this.duplicates.deleteMerge(tx, gone);
    await this.finish(tx, way, moved, now);
    // Behind the rest: each is called what its own sources say again.
    const { name: goneName = null } = await this.pages.readIn(tx, gone, now);
    const named = { goneName, ...renaming(before, await this.pages.readIn(tx, survivor, now)) };
    await appendAudit(tx, 'pair.separated', { pair: id, listing: survivor, gone, survivor, ...named }, now);
  }

  private async move(tx: TenantWriteTx, way: UnitedListings, by: Decider, now: Date): Promise<MovedRecords> {
    const rows = await this.attachments.move(tx, way, now);
    const claims = await this.claims.join(tx, way, now);
    // Before the sources go: those of its own profile do not.
    const profile = await this.profiles.adopt(tx, way, { kind: 'agent', ...by }, now);
    return { ...(await this.duplicates.moveListing(tx, way)), rows, claims, profile };
  }

  private async giveBack(
    tx: TenantWriteTx,
    way: UnitedListings,
    moved: MovedRecords,
    by: Decider,
    now: Date,
  ): Promise<void> {
    const movedSources = await this.duplicates.giveBackListing(tx, way, moved);
    await this.attachments.giveBack(tx, way, moved.rows);
    await this.claims.part(tx, way, moved.claims, now);
    const change = { ...way, version: moved.profile };
    const speaks = await this.profiles.giveBack(tx, change, { kind: 'agent', ...by }, now);
    if (movedSources === 0 && !speaks) throw new NothingToSeparate({});
  }

  private async finish(
    tx: TenantWriteTx,
    { from, to }: UnitedListings,
    moved: MovedRecords,
    now: Date,
  ): Promise<void> {
    if (isSeen(moved)) await this.pageNotices.notifyOwner(tx, to, { kind: 'agent', accountId: null }, now);
    const batch = this.writer.begin(tx);
    await this.writer.refresh(batch, [from, to], now);
    await this.writer.finish(batch, 'touched', now);
  }
}
