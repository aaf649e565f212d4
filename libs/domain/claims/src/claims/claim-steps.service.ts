import { type Account, AddressUnproven, GrantService, ListingAlreadyOwned } from '@halles/domain/accounts';
import { type PageCase, PageChangeNotices } from '@halles/domain/notifications';
import { ProfileWriter } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Claim, ClaimActor, ClaimCause, ClaimEvent, ClaimProof } from './claim';
import { ClaimantUnproven, ClaimStateRefused } from '../claim.errors';
import { claimMessages } from '../claim.events';
import { ClaimProofRepository } from '../proofs/claim-proof.repository';
import { ClaimRepository } from './claim.repository';
import { type ClaimStep, isExamined, isToDecide, isUnderWay, stateAfter } from './claim-state';
import { newClaim } from './new-claim';
import { stepOfProof } from '../proofs/proof-trust';

/** Why a step is taken, and by whom. */
export interface StepCause {
  readonly cause: ClaimCause;
  readonly by: ClaimActor;
  readonly reason?: string;
}

export const SYSTEM = { kind: 'system', name: null } as const satisfies ClaimActor;
export const CLAIMANT = { kind: 'claimant', name: null } as const satisfies ClaimActor;

/** The steps that a claimant is notified of. */
const CLAIMANT_CASES: Readonly<Partial<Record<ClaimStep, PageCase>>> = {
  contest: 'claim-disputed',
  request: 'document-requested',
  prove: 'claim-approved',
  approve: 'claim-approved',
  refuse: 'claim-refused',
  revoke: 'claim-refused',
};

const isManagedBy =
  (owner: Pick<Account, 'id'>) =>
  ({ state, accountId }: Claim): boolean =>
    state === 'approved' && accountId === owner.id;

/** Takes steps of claims, inside the transaction of a use case: the state, its trace, who gets the listing, who is told. */
@Injectable()
export class ClaimSteps {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly grants: GrantService,
    private readonly profiles: ProfileWriter,
    private readonly notices: PageChangeNotices,
    private readonly outbox: Outbox,
  ) {}

  /** For who decides on another's claim. @throws ClaimantUnproven where its account may not be given a listing */
  async requireProven(tx: TenantWriteTx, accountId: string): Promise<void> {
    try {
      await this.grants.requireProven(tx, accountId);
    } catch (error) {
      if (error instanceof AddressUnproven) throw new ClaimantUnproven({});
      throw error;
    }
  }

  /** Writes down that a claim began. @param isMailed false where another mail says so */
  async start(tx: TenantWriteTx, claim: Claim, now: Date, isMailed = true): Promise<void> {
    const eventId = await this.record(tx, claim, 'start', { cause: 'claimant', by: CLAIMANT }, now);
    if (isMailed) await this.announce(tx, 'notify', eventId);
  }

  /**
   * Takes a step: the claim's state, its trace, a mail to its claimant, and to the town where it is to decide now. What is
   * added to a claim that stays as it was is mailed to nobody. A document that was asked for is waited for no more.
   * @returns the claim as it is then, with the event's id
   * @throws ClaimStateRefused
   */
  async take(
    tx: TenantWriteTx,
    claim: Claim,
    step: ClaimStep,
    why: StepCause & { readonly awaitsUntil?: Date },
    now: Date,
  ): Promise<{ readonly claim: Claim; readonly eventId: string }> {
    const state = stateAfter(claim.state, step);
    if (state === null) throw new ClaimStateRefused({});
    const awaitsUntil = why.awaitsUntil ?? null;
    const next: Claim = { ...claim, state, changedAt: now, expiresAt: null, awaitsUntil };
    await this.claims.setState(tx, next);
    const eventId = await this.record(tx, next, step, why, now);
    const isBack = claim.awaitsUntil !== null && step === 'submit';
    const isChanged = state !== claim.state || isBack;
    if (isChanged || step === 'request') await this.announce(tx, 'notify', eventId);
    await this.notifyClaimant(tx, claim, step, now);
    // The claim that makes a dispute of another's is mailed to the town for both.
    const isMailedWithRival = why.cause === 'rival' && isToDecide(claim.state);
    const isForTown = isChanged && !isMailedWithRival && step !== 'reopen';
    if (isBack || (isToDecide(state) && isForTown)) await this.announce(tx, 'notifyAgents', eventId);
    if (!isUnderWay(state) && state !== claim.state) await this.closeProofs(tx, claim.id);
    return { claim: next, eventId };
  }

  /** Writes down what befell the page of a claim that goes on as it was, and mails its claimant. */
  async note(tx: TenantWriteTx, claim: Claim, step: 'join' | 'part', now: Date): Promise<void> {
    const cause = step === 'join' ? 'merged' : 'parted';
    await this.announce(tx, 'notify', await this.record(tx, claim, step, { cause, by: SYSTEM }, now));
  }

  /**
   * What an accepted proof does: it makes an owner, sends the claim to the town, or makes a dispute of it.
   * @param others the claims on the listing but this one, held by the transaction
   */
  async prove(
    tx: TenantWriteTx,
    claim: Claim,
    proof: Pick<ClaimProof, 'kind' | 'trust' | 'source'>,
    others: readonly Claim[],
    now: Date,
  ): Promise<Claim> {
    const owner = await this.grants.ownerOf(tx, claim.listingId);
    const rivals = others.filter(({ state }) => isToDecide(state));
    const isOwned = owner !== null && owner.id !== claim.accountId;
    const { policy, state } = claim;
    const { kind, trust, source } = proof;
    const isOwnWord = kind === 'letter-code' && source === null;
    const isRivalled = rivals.length > 0;
    // What who keeps the listing brings against another's claim decides nothing by itself.
    if (state === 'approved')
      return (await this.take(tx, claim, 'submit', { cause: kind, by: CLAIMANT }, now)).claim;
    const step = stepOfProof({ kind, trust, isOwnWord, policy, state, isOwned, isRivalled });
    if (step === 'submit') {
      return (await this.take(tx, claim, step, { cause: proof.kind, by: CLAIMANT }, now)).claim;
    }
    if (step === 'prove' && (await this.give(tx, claim, now))) {
      const proved = await this.take(tx, claim, step, { cause: proof.kind, by: SYSTEM }, now);
      for (const rival of rivals) await this.take(tx, rival, 'contest', { cause: 'owned', by: SYSTEM }, now);
      return proved.claim;
    }
    return this.contest(tx, claim, { isOwned: isOwned || step === 'prove', others }, now);
  }

  /**
   * The claim's account gets the listing. Whoever had it hands it over, with the team; or loses it with all whom they let in,
   * where the town decided so.
   * @param others the claims on the listing but this one, held by the transaction
   * @returns whether it was taken from somebody who did not hand it over
   */
  async handOver(
    tx: TenantWriteTx,
    claim: Claim,
    others: readonly Claim[],
    why: StepCause,
    now: Date,
  ): Promise<boolean> {
    const owner = await this.grants.ownerOf(tx, claim.listingId);
    const isOthers = owner !== null && owner.id !== claim.accountId;
    const isTaken = isOthers && why.cause !== 'handed-over';
    if (isOthers) {
      if (isTaken) {
        await this.grants.displaceOwner(tx, claim.listingId, claim.accountId, now);
        const notice = { accountId: owner.id, of: claim.id, change: 'displaced' } as const;
        await this.notices.notifyOfCase(tx, claim.listingId, notice, now);
      } else await this.grants.transferOwner(tx, claim.listingId, claim.accountId, now);
      const before = isTaken
        ? await this.claimOfOwner(tx, claim, owner, others, now)
        : others.find(isManagedBy(owner));
      if (before) await this.take(tx, before, 'transfer', why, now);
    } else {
      await this.grants.giveOwner(tx, claim.listingId, claim.accountId, now);
    }
    await this.profiles.keep(tx, claim.listingId, now);
    return isTaken;
  }

  /** The listing has no owner any more, and what the owner said goes from its page. */
  async letGo(tx: TenantWriteTx, claim: Claim, why: StepCause, name: string, now: Date): Promise<void> {
    const { listingId, accountId } = claim;
    await this.grants.release(tx, listingId);
    await this.take(tx, claim, 'release', why, now);
    await this.profiles.release(tx, listingId, { kind: 'merchant', accountId, name }, now);
  }

  /**
   * A dispute that has one side left is none: the claim that remains waits for the town again, and nothing is waited for of
   * who keeps the listing.
   * @param others the claims on the listing that were held by the transaction, as they were
   */
  async settle(tx: TenantWriteTx, listingId: number, others: readonly Claim[], now: Date): Promise<void> {
    if ((await this.grants.ownerOf(tx, listingId)) !== null) {
      const kept = others.find(({ state }) => state === 'approved');
      if (kept && !isExamined(kept, others)) await this.closeExamination(tx, kept);
      return;
    }
    const [last, ...more] = others.filter(({ state }) => isToDecide(state));
    if (last?.state !== 'disputed' || more.length > 0) return;
    await this.take(tx, last, 'settle', { cause: 'alone', by: SYSTEM }, now);
  }

  /** Notifies the owner of the listing, where there is one, of a step of somebody else's claim. */
  async notifyOwner(
    tx: TenantWriteTx,
    { claim, eventId }: { readonly claim: Claim; readonly eventId: string },
    change: 'disputed' | 'confirmed',
    now: Date,
  ): Promise<void> {
    const owner = await this.grants.ownerOf(tx, claim.listingId);
    if (!owner) return;
    const notice = { accountId: owner.id, of: claim.id, change };
    await this.notices.notifyOfCase(tx, claim.listingId, notice, now);
    await this.announce(tx, 'notifyOwner', eventId);
  }

  /** What an owner left who lost the listing by a step of another's claim ends with it. */
  async clearLeft(tx: TenantWriteTx, eventId: string): Promise<void> {
    await this.announce(tx, 'clearLeft', eventId);
  }

  /** Makes a dispute of a claim and notifies both sides; the town hall decides. */
  async contest(
    tx: TenantWriteTx,
    claim: Claim,
    { isOwned, others }: { readonly isOwned: boolean; readonly others: readonly Claim[] },
    now: Date,
  ): Promise<Claim> {
    const owner = await this.grants.ownerOf(tx, claim.listingId);
    if (isOwned && owner) await this.claimOfOwner(tx, claim, owner, others, now);
    const cause: ClaimCause = isOwned ? 'owned' : 'rival';
    const contested = await this.take(tx, claim, 'contest', { cause, by: SYSTEM }, now);
    if (isOwned) await this.notifyOwner(tx, contested, 'disputed', now);
    for (const rival of others.filter(({ state }) => state === 'review'))
      await this.take(tx, rival, 'contest', { cause: 'rival', by: SYSTEM }, now);
    return contested.claim;
  }

  /** Among the claimant's notifications, beside the mail, what they must know of; a dispute once, however many join it. */
  private async notifyClaimant(
    tx: TenantWriteTx,
    { id, listingId, accountId, state }: Claim,
    step: ClaimStep,
    now: Date,
  ): Promise<void> {
    const change = CLAIMANT_CASES[step];
    if (!change || (step === 'contest' && state === 'disputed')) return;
    await this.notices.notifyOfCase(tx, listingId, { accountId, of: id, change }, now);
  }

  /**
   * The claim by which an owner keeps a listing. Who has none, since they got it otherwise, is given one: documents belong to
   * it, and its end can be mailed, read, and answered.
   * @param others the claims on the listing but the one against the owner, held by the transaction
   */
  async claimOfOwner(
    tx: TenantWriteTx,
    { listingId, policy }: Claim,
    owner: Account,
    others: readonly Claim[],
    now: Date,
  ): Promise<Claim> {
    const kept = others.find(isManagedBy(owner));
    if (kept) return kept;
    const { id: accountId, locale } = owner;
    const begun = newClaim({ listingId, accountId, locale, policy }, now);
    const claim: Claim = { ...begun, state: 'approved', expiresAt: null };
    await this.claims.insertOnce(tx, claim);
    return claim;
  }

  /** False when another account was given the listing a moment ago: the database is the referee. */
  private async give(tx: TenantWriteTx, { listingId, accountId }: Claim, now: Date): Promise<boolean> {
    try {
      await this.grants.giveOwner(tx, listingId, accountId, now);
    } catch (error) {
      if (error instanceof ListingAlreadyOwned) return false;
      throw error;
    }
    await this.profiles.keep(tx, listingId, now);
    return true;
  }

  private async record(
    tx: TenantWriteTx,
    claim: Claim,
    step: ClaimEvent['step'],
    { cause, by, reason }: StepCause,
    now: Date,
  ): Promise<string> {
    const event: ClaimEvent = {
      id: uuid(),
      claimId: claim.id,
      step,
      state: claim.state,
      cause,
      reason: reason ?? null,
      by,
      at: now,
    };
    await this.claims.insertEvent(tx, event);
    await appendAudit(
      tx,
      `claim.${step}`,
      { claimId: claim.id, listingId: claim.listingId, state: claim.state, cause },
      now,
    );
    return event.id;
  }

  /** Codes lose their worth with the claim, documents are deleted. */
  private async closeProofs(tx: TenantWriteTx, claimId: string): Promise<void> {
    await this.proofs.supersede(tx, claimId, ['phone-code', 'email-code', 'letter-code', 'document', 'town']);
    for (const { id } of await this.proofs.withDocument(tx, claimId))
      await this.announce(tx, 'eraseDocument', id);
  }

  /** What was brought or asked for against another's claim ends with it; the listing is kept as before. */
  private async closeExamination(tx: TenantWriteTx, kept: Claim): Promise<void> {
    await this.closeProofs(tx, kept.id);
    if (kept.awaitsUntil !== null) await this.claims.setState(tx, { ...kept, awaitsUntil: null });
  }

  private async announce(tx: TenantWriteTx, message: keyof typeof claimMessages, ref: string): Promise<void> {
    await this.outbox.append(tx, claimMessages[message](ref));
  }
}
