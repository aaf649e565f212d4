import { GrantService } from '@halles/domain/accounts';
import { ListingNotFound } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClaimAlreadyOwner, ClaimsTooMany, ClaimStateRefused } from '../claim.errors';
import { ClaimPolicies } from '../policies/claim-policies.service';
import type { Claimant } from '../proofs/proof-options';
import type { Claim } from './claim';
import { ClaimRepository } from './claim.repository';
import { CLAIMANT, ClaimSteps } from './claim-steps.service';
import { ClaimSubjectRepository } from './claim-subject.repository';
import { newClaim } from './new-claim';
import { OwnClaims } from './own-claims';

const MAX_UNDER_WAY = 20;

/** What those who claim a business do with their claim; they prove it by `ClaimProofService`. */
@Injectable()
export class ClaimantService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly own: OwnClaims,
    private readonly subjects: ClaimSubjectRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
    private readonly policies: ClaimPolicies,
  ) {}

  /**
   * Begins a claim; one that is under way already is that one.
   * @throws ListingNotFound, ClaimAlreadyOwner, ClaimsTooMany
   * @throws AddressUnproven
   */
  async begin(
    ctx: TenantContext,
    listingId: number,
    { accountId }: Pick<Claimant, 'accountId'>,
    locale: Locale,
    now: Date,
  ): Promise<Claim> {
    return this.work.write(ctx, async (tx) => {
      const subject = await this.subjects.findHeld(tx, listingId);
      if (!subject) throw new ListingNotFound({});
      await this.grants.requireProven(tx, accountId);
      const owner = await this.grants.ownerOf(tx, subject.id);
      if (owner?.id === accountId) throw new ClaimAlreadyOwner({});
      const policy = await this.policies.today(tx);
      const claim = newClaim({ listingId: subject.id, accountId, locale, policy }, now);
      const underWay = await this.claims.findUnderWay(tx, subject.id, accountId);
      if (underWay) return underWay;
      if ((await this.claims.countUnderWay(tx, accountId)) >= MAX_UNDER_WAY) throw new ClaimsTooMany({});
      if (!(await this.claims.insertOnce(tx, claim))) {
        const first = await this.claims.findUnderWay(tx, subject.id, accountId);
        if (!first) throw new ClaimStateRefused({});
        return first;
      }
      await this.steps.start(tx, claim, now);
      return claim;
    });
  }

  /** Takes a claim back. @throws ClaimNotFound, ClaimStateRefused */
  async withdraw(
    ctx: TenantContext,
    claimId: string,
    { accountId }: Pick<Claimant, 'accountId'>,
    now: Date,
  ): Promise<Claim> {
    return this.work.write(ctx, async (tx) => {
      const { claim, others } = await this.own.lock(tx, claimId, accountId);
      const taken = await this.steps.take(tx, claim, 'withdraw', { cause: 'claimant', by: CLAIMANT }, now);
      await this.steps.settle(tx, claim.listingId, others, now);
      return taken.claim;
    });
  }

  /** Gives a listing up: nobody keeps it any more. @throws ListingNotFound where it is not the account's */
  async release(
    ctx: TenantContext,
    listingId: number,
    { accountId }: Pick<Claimant, 'accountId'>,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const all = await this.claims.lockOfListing(tx, listingId);
      const owner = await this.grants.ownerOf(tx, listingId);
      const own = all.find((claim) => claim.state === 'approved' && claim.accountId === accountId);
      if (owner?.id !== accountId || !own) throw new ListingNotFound({});
      await this.steps.letGo(tx, own, { cause: 'claimant', by: CLAIMANT }, owner.name, now);
      const others = all.filter(({ id }) => id !== own.id);
      await this.steps.settle(tx, listingId, others, now);
    });
  }
}
