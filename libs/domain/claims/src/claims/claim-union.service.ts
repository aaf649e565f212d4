import { GrantService } from '@halles/domain/accounts';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Claim } from './claim';
import { ClaimRepository } from './claim.repository';
import { isToDecide, isUnderWay, underWay } from './claim-state';
import { ClaimSteps, SYSTEM } from './claim-steps.service';

/** A listing that is merged into another one, or taken out of it again. */
export interface UnitedListings {
  readonly from: number;
  readonly to: number;
}

const isFurther = (one: Claim, other: Claim): boolean =>
  underWay.findIndex((state) => state === one.state) > underWay.findIndex((state) => state === other.state);

/** What becomes of claims when two listings are made one, or one is taken apart. Runs in the caller's transaction. */
@Injectable()
export class ClaimUnion {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
  ) {}

  /**
   * The claims on a listing that nobody keeps are on the other one from now on. Who asked for both asks for one; who asks for
   * what another keeps, or asks for too, is in a dispute.
   * @returns the ids of those that went over, ended ones too
   */
  async join(tx: TenantWriteTx, { from, to }: UnitedListings, now: Date): Promise<string[]> {
    const coming = await this.claims.lockOfListing(tx, from);
    const there = await this.claims.lockOfListing(tx, to);
    const owner = await this.grants.ownerOf(tx, to);
    for (const claim of coming.filter(({ state }) => isUnderWay(state))) {
      const counterpart = there.find(
        ({ accountId, state }) => accountId === claim.accountId && isUnderWay(state),
      );
      const given =
        claim.accountId === owner?.id
          ? claim
          : counterpart && (isFurther(claim, counterpart) ? counterpart : claim);
      if (given) await this.steps.take(tx, given, 'withdraw', { cause: 'merged', by: SYSTEM }, now);
    }
    const ids = await this.claims.moveAll(tx, from, to);
    await this.noteAll(tx, to, 'join', now);
    await this.contest(tx, to, owner !== null, now);
    return ids;
  }

  /**
   * Whether who keeps a listing does so by a claim that came with another one: they would keep a page that they never asked
   * for, were the two set apart.
   */
  async isKeptBy(tx: TenantWriteTx, listingId: number, ids: readonly string[]): Promise<boolean> {
    const owner = await this.grants.ownerOf(tx, listingId);
    if (!owner || ids.length === 0) return false;
    const claims = await this.claims.lockOfListing(tx, listingId);
    const own = claims.find(({ state, accountId }) => state === 'approved' && accountId === owner.id);
    // Who was handed the page has claimed nothing: it is kept by the claim of who handed it over.
    return own ? ids.includes(own.id) : this.claims.wereHandedOver(tx, ids);
  }

  /** Those that went over are on their own listing again, but one that its account keeps the other by. */
  async part(
    tx: TenantWriteTx,
    { from, to }: UnitedListings,
    ids: readonly string[],
    now: Date,
  ): Promise<void> {
    await this.claims.moveSome(tx, ids, to, from);
    for (const listing of [from, to]) await this.noteAll(tx, listing, 'part', now);
    for (const listing of [from, to])
      await this.steps.settle(tx, listing, await this.claims.lockOfListing(tx, listing), now);
  }

  /** A line for each claim under way on a listing: each of its claimants is concerned, on whichever page they asked. */
  private async noteAll(
    tx: TenantWriteTx,
    listingId: number,
    step: 'join' | 'part',
    now: Date,
  ): Promise<void> {
    const all = await this.claims.lockOfListing(tx, listingId);
    for (const claim of all.filter(({ state }) => isUnderWay(state)))
      await this.steps.note(tx, claim, step, now);
  }

  private async contest(tx: TenantWriteTx, listingId: number, isOwned: boolean, now: Date): Promise<void> {
    const waiting = (await this.claims.lockOfListing(tx, listingId)).filter(({ state }) => isToDecide(state));
    if (!isOwned && waiting.length < 2) return;
    const cause = isOwned ? 'owned' : 'rival';
    for (const claim of waiting.filter(({ state }) => state === 'review')) {
      const contested = await this.steps.take(tx, claim, 'contest', { cause, by: SYSTEM }, now);
      if (isOwned) await this.steps.notifyOwner(tx, contested, 'disputed', now);
    }
  }
}
