import { GrantService } from '@halles/domain/accounts';
import type { ClaimPolicy } from '@halles/contracts';
import type { Locale, Siret } from '@halles/kernel';
import { FileStorage, StorageQuota } from '@halles/platform/storage';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import type { SafeDocument } from '@halles/platform/untrusted-files';
import { Inject, Injectable } from '@nestjs/common';
import { ListingNotFound } from '@halles/domain/listings';
import { directoryPhone } from '../additions/addition';
import type { Claim, ClaimEvent, ClaimProof, ClaimSubject } from './claim';
import {
  ClaimAlreadyOwner,
  ClaimCodeOver,
  ClaimCodeRefused,
  ClaimNotFound,
  ClaimProofUnavailable,
  ClaimsTooMany,
  ClaimStateRefused,
} from '../claim.errors';
import { ClaimCodes, plainCode } from '../proofs/claim-code';
import { ClaimPolicies } from '../policies/claim-policies.service';
import { ClaimProofRepository } from '../proofs/claim-proof.repository';
import { ClaimRepository } from './claim.repository';
import { CLAIM_SETTINGS, type ClaimSettings } from '../claim-settings';
import { isUnderWay } from './claim-state';
import { CLAIMANT, ClaimSteps } from './claim-steps.service';
import { ClaimSubjectRepository } from './claim-subject.repository';
import { type Claimant, type ProofOption, claimWays } from '../proofs/proof-options';
import { newClaim } from './new-claim';
import { documentKey } from '../proofs/proof-document';
import { isCodeKind, newProof, ProofRequests, type ProofInput } from '../proofs/proof-requests.service';

/** How many wrong codes end one. */
export const MOST_TRIES = 5;
const MOST_UNDER_WAY = 20;
const MOST_DOCUMENTS = 5;

/** A claim as its claimant sees it. */
export interface OwnClaim {
  readonly claim: Claim;
  /** Null where the listing may not be shown any more. */
  readonly subject: ClaimSubject | null;
  readonly proofs: readonly ClaimProof[];
  readonly events: readonly ClaimEvent[];
  /** What may still be brought; empty once it is decided. */
  readonly ways: readonly ProofOption[];
}

/** What somebody who looks at a listing to claim it is told. */
export interface Claimable {
  readonly subject: ClaimSubject;
  readonly ways: readonly ProofOption[];
  /** Their claim under way. */
  readonly claim: Claim | null;
  readonly ownedBy: 'nobody' | 'claimant' | 'another';
}

/** Whether a proof is a code that may be entered now. Pure. */
export const isOut = ({ kind, state, expiresAt }: ClaimProof, now: Date): boolean =>
  isCodeKind(kind) && state === 'asked' && expiresAt !== null && expiresAt > now;

/** What those who claim a business do. */
@Injectable()
export class ClaimantService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
    private readonly requests: ProofRequests,
    private readonly codes: ClaimCodes,
    private readonly policies: ClaimPolicies,
    private readonly files: FileStorage,
    private readonly quota: StorageQuota,
    @Inject(CLAIM_SETTINGS) private readonly settings: ClaimSettings,
  ) {}

  /** A listing with the proofs that this claimant may bring. @throws ListingNotFound */
  async look(ctx: TenantContext, listingId: number, claimant: Claimant, now: Date): Promise<Claimable> {
    return this.work.read(ctx, async (tx) => {
      const subject = await this.#subject(tx, listingId);
      const owner = await this.grants.ownerOf(tx, subject.id);
      const ownedBy = owner === null ? 'nobody' : owner.id === claimant.accountId ? 'claimant' : 'another';
      const claim = await this.claims.findUnderWay(tx, subject.id, claimant.accountId);
      const policy = await this.policies.today(tx);
      return { subject, claim, ownedBy, ways: this.#ways(tx, subject, claimant, { policy, now }) };
    });
  }

  /** The listing of a SIRET, one that has no page included: its owner knows the number. */
  async findBySiret(ctx: TenantContext, siret: Siret): Promise<ClaimSubject[]> {
    const found = await this.work.read(ctx, (tx) => this.subjects.findBySiret(tx, siret));
    return found === null ? [] : [found];
  }

  /** The listings of a phone as somebody types it; null where it is none. */
  async findByPhone(ctx: TenantContext, typed: string): Promise<ClaimSubject[] | null> {
    const phone = directoryPhone(typed);
    return phone === null ? null : this.work.read(ctx, (tx) => this.subjects.listByPhone(tx, phone));
  }

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
      if ((await this.claims.countUnderWay(tx, accountId)) >= MOST_UNDER_WAY) throw new ClaimsTooMany({});
      if (!(await this.claims.insertOnce(tx, claim))) {
        const first = await this.claims.findUnderWay(tx, subject.id, accountId);
        if (!first) throw new ClaimStateRefused({});
        return first;
      }
      await this.steps.start(tx, claim, now);
      return claim;
    });
  }

  /**
   * Brings a proof, or asks for the code of one. A word of ProConnect counts at once.
   * @returns the claim as it is then
   * @throws ClaimNotFound, ClaimStateRefused, ClaimProofUnavailable, ClaimCodesTooMany, AddressUnproven
   */
  async requestProof(
    ctx: TenantContext,
    claimId: string,
    claimant: Claimant,
    input: ProofInput,
    now: Date,
  ): Promise<Claim> {
    return this.work.write(ctx, async (tx) => {
      const { claim, others } = await this.#lockToProve(tx, claimId, claimant.accountId);
      const subject = await this.#subject(tx, claim.listingId);
      const proof = await this.requests.make(tx, claim, { subject, claimant, input }, now);
      // A code is out, and proves nothing yet; the others say something by themselves.
      return input.kind.endsWith('-code') ? claim : this.steps.prove(tx, claim, proof, others, now);
    });
  }

  /**
   * Tries a code.
   * @returns the claim as it is then
   * @throws ClaimNotFound, ClaimStateRefused, AddressUnproven
   * @throws ClaimCodeRefused with the tries that are left
   * @throws ClaimCodeOver where no code of that form is out
   */
  async enterCode(
    ctx: TenantContext,
    claimId: string,
    { accountId }: Pick<Claimant, 'accountId'>,
    typed: string,
    now: Date,
  ): Promise<Claim> {
    // A wrong code is an outcome of the transaction, not its failure: the count of tries must stay.
    const outcome = await this.work.write(ctx, async (tx) => {
      const { claim, others } = await this.#lockToProve(tx, claimId, accountId);
      const form = /^\d{6}$/.test(plainCode(typed)) ? 'digits' : 'letters';
      const out = (await this.proofs.ofClaims(tx, [claim.id])).filter((proof) => isOut(proof, now));
      const proof = out.findLast(({ kind }) => (kind === 'letter-code') === (form === 'letters'));
      const other = out.at(-1);
      // What has not the form of the code that is out is a slip, and costs no try.
      if (!proof) return other ? { triesLeft: MOST_TRIES - other.tries } : null;
      if (!this.codes.isCode(typed, ctx.tenant.id, proof.id, form)) {
        return { triesLeft: await this.proofs.countTry(tx, proof.id, MOST_TRIES) };
      }
      await this.proofs.setState(tx, proof.id, 'accepted');
      return { claim: await this.steps.prove(tx, claim, proof, others, now) };
    });
    if (outcome === null) throw new ClaimCodeOver({});
    if ('triesLeft' in outcome) throw new ClaimCodeRefused({ triesLeft: outcome.triesLeft });
    return outcome.claim;
  }

  /**
   * Keeps a document that speaks for the claimant, for the eyes of the town's deciding agents alone.
   * @param document the copy that was made here: nothing else of what was sent is stored
   * @throws ClaimNotFound, ClaimStateRefused, AddressUnproven, ClaimProofUnavailable after five documents
   * @throws StorageQuotaReached
   */
  async addDocument(
    ctx: TenantContext,
    claimId: string,
    { accountId }: Pick<Claimant, 'accountId'>,
    document: SafeDocument,
    now: Date,
  ): Promise<Claim> {
    const { type, bytes } = document;
    const claim = await this.work.read(ctx, async (tx) => {
      await this.grants.requireProven(tx, accountId);
      const own = await this.#own(tx, claimId, accountId);
      await this.quota.check(tx, bytes);
      return own;
    });
    if (!isUnderWay(claim.state)) throw new ClaimStateRefused({});
    const proof: ClaimProof = {
      ...newProof(claim.id, now),
      kind: 'document',
      document: { type, bytes },
    };
    const key = documentKey(proof.id, type);
    await this.files.put(ctx, 'private', key, document.stream());
    try {
      return await this.work.write(ctx, async (tx) => {
        const { claim: own, others } = await this.#lockToProve(tx, claimId, accountId);
        const documents = await this.proofs.withDocument(tx, claimId);
        if (documents.length >= MOST_DOCUMENTS) throw new ClaimProofUnavailable({});
        await this.proofs.insert(tx, proof);
        return this.steps.prove(tx, own, proof, others, now);
      });
    } catch (error) {
      await this.files.delete(ctx, 'private', key);
      throw error;
    }
  }

  /** Takes a claim back. @throws ClaimNotFound, ClaimStateRefused */
  async withdraw(
    ctx: TenantContext,
    claimId: string,
    { accountId }: Pick<Claimant, 'accountId'>,
    now: Date,
  ): Promise<Claim> {
    return this.work.write(ctx, async (tx) => {
      const { claim, others } = await this.#lockOwn(tx, claimId, accountId);
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

  /** The account's claims, the newest first. */
  async list(ctx: TenantContext, claimant: Claimant, now: Date): Promise<OwnClaim[]> {
    return this.work.read(ctx, async (tx) => {
      const claims = await this.claims.ofAccount(tx, claimant.accountId);
      const ids = claims.map(({ id }) => id);
      const subjects = await this.subjects.findMany(
        tx,
        claims.map(({ listingId }) => listingId),
      );
      const proofs = await this.proofs.ofClaims(tx, ids);
      const events = await this.claims.eventsOf(tx, ids);
      return claims.map((claim) => {
        const subject = subjects.get(claim.listingId) ?? null;
        const ways =
          subject && isUnderWay(claim.state)
            ? this.#ways(tx, subject, claimant, { policy: claim.policy, now })
            : [];
        return {
          claim,
          subject,
          ways,
          proofs: proofs.filter(({ claimId }) => claimId === claim.id),
          events: events.filter(({ claimId }) => claimId === claim.id),
        };
      });
    });
  }

  /** @throws ClaimNotFound for another account's claim as for none */
  async get(ctx: TenantContext, claimId: string, claimant: Claimant, now: Date): Promise<OwnClaim> {
    return this.work.read(ctx, async (tx) => {
      const claim = await this.#own(tx, claimId, claimant.accountId);
      const subject = await this.subjects.find(tx, claim.listingId);
      return {
        claim,
        subject,
        proofs: await this.proofs.ofClaims(tx, [claim.id]),
        events: await this.claims.eventsOf(tx, [claim.id]),
        ways:
          subject && isUnderWay(claim.state)
            ? this.#ways(tx, subject, claimant, { policy: claim.policy, now })
            : [],
      };
    });
  }

  #ways(
    { ctx: { tenant } }: TenantTx,
    subject: ClaimSubject,
    claimant: Claimant,
    { policy, now }: { readonly policy: ClaimPolicy; readonly now: Date },
  ): ProofOption[] {
    return claimWays(
      subject,
      claimant,
      {
        policy,
        canCall: this.settings.canCall,
        nameOf: (contact) => this.codes.nameOf(tenant.id, subject.id, contact),
      },
      now,
    );
  }

  async #subject(tx: TenantTx, listingId: number): Promise<ClaimSubject> {
    const subject = await this.subjects.find(tx, listingId);
    if (!subject) throw new ListingNotFound({});
    return subject;
  }

  async #own(tx: TenantTx, claimId: string, accountId: string): Promise<Claim> {
    const claim = await this.claims.get(tx, claimId);
    if (claim.accountId !== accountId) throw new ClaimNotFound({});
    return claim;
  }

  /** The same for a proof, which only an account with a proven address may bring. @throws AddressUnproven */
  async #lockToProve(
    tx: TenantWriteTx,
    claimId: string,
    accountId: string,
  ): Promise<{ readonly claim: Claim; readonly others: readonly Claim[] }> {
    const locked = await this.#lockOwn(tx, claimId, accountId);
    await this.grants.requireProven(tx, accountId);
    return locked;
  }

  /** The account's claim with the others on its listing, held until the transaction's end. */
  async #lockOwn(
    tx: TenantWriteTx,
    claimId: string,
    accountId: string,
  ): Promise<{ readonly claim: Claim; readonly others: readonly Claim[] }> {
    const { listingId } = await this.#own(tx, claimId, accountId);
    const all = await this.claims.lockOfListing(tx, listingId);
    const claim = all.find(({ id }) => id === claimId);
    if (!claim || !isUnderWay(claim.state)) throw new ClaimStateRefused({});
    return { claim, others: all.filter(({ id }) => id !== claimId) };
  }
}
