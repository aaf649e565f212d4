import { GrantService } from '@halles/domain/accounts';
import { ListingNotFound } from '@halles/domain/listings';
import { isConnectionLost } from '@halles/platform/database';
import { FileStorage, StorageQuota } from '@halles/platform/storage';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import type { SafeDocument } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import { ClaimCodeOver, ClaimCodeRefused, ClaimProofUnavailable, ClaimStateRefused } from '../claim.errors';
import { type Claim, type ClaimProof, isAskedOfTown } from '../claims/claim';
import { ClaimRepository } from '../claims/claim.repository';
import { isExamined } from '../claims/claim-state';
import { ClaimSteps } from '../claims/claim-steps.service';
import { ClaimSubjectRepository } from '../claims/claim-subject.repository';
import { type LockedClaim, OwnClaims } from '../claims/own-claims';
import { ClaimCodes, plainCode } from './claim-code';
import { ClaimProofRepository } from './claim-proof.repository';
import { documentKey } from './proof-document';
import type { Claimant } from './proof-options';
import {
  isCodeKind,
  isLetterAwaited,
  newProof,
  type ProofInput,
  ProofRequests,
} from './proof-requests.service';

/** How many wrong codes end one. */
export const MAX_TRIES = 5;
const MAX_DOCUMENTS = 5;

/** Whether a proof is a code that may be entered now. Pure. */
export const isOut = ({ kind, state, expiresAt }: ClaimProof, now: Date): boolean =>
  isCodeKind(kind) && state === 'asked' && expiresAt !== null && expiresAt > now;

/** What claimants bring to prove that a business is theirs. */
@Injectable()
export class ClaimProofService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly own: OwnClaims,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
    private readonly requests: ProofRequests,
    private readonly codes: ClaimCodes,
    private readonly files: FileStorage,
    private readonly quota: StorageQuota,
  ) {}

  /**
   * Brings a proof, or asks for the code of one. A word of ProConnect counts at once; the town is asked once, and for one
   * letter at a time.
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
      const { claim, others } = await this.lockToProve(tx, claimId, claimant.accountId);
      const subject = await this.subjects.find(tx, claim.listingId);
      if (!subject) throw new ListingNotFound({});
      if (await this.isRequested(tx, claim, input, now)) return claim;
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
      const { claim, others } = await this.lockToProve(tx, claimId, accountId);
      const form = /^\d{6}$/.test(plainCode(typed)) ? 'digits' : 'letters';
      const out = (await this.proofs.ofClaims(tx, [claim.id])).filter((proof) => isOut(proof, now));
      const proof = out.findLast(({ kind }) => (kind === 'letter-code') === (form === 'letters'));
      const other = out.at(-1);
      // What has not the form of the code that is out is a slip, and costs no try.
      if (!proof) return other ? { triesLeft: MAX_TRIES - other.tries } : null;
      if (!this.codes.isCode(typed, ctx.tenant.id, proof.id, form)) {
        return { triesLeft: await this.proofs.countTry(tx, proof.id, MAX_TRIES) };
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
      const own = await this.own.get(tx, claimId, accountId);
      await this.quota.check(tx, bytes);
      if (!isExamined(own, await this.claims.rivals(tx, own))) throw new ClaimStateRefused({});
      return own;
    });
    const proof: ClaimProof = {
      ...newProof(claim.id, now),
      kind: 'document',
      document: { type, bytes },
    };
    const key = documentKey(proof.id, type);
    await this.files.put(ctx, 'private', key, document.stream());
    try {
      return await this.work.write(ctx, async (tx) => {
        const { claim: own, others } = await this.own.lockExamined(tx, claimId, accountId);
        await this.grants.requireProven(tx, accountId);
        const documents = await this.proofs.withDocument(tx, claimId);
        if (documents.length >= MAX_DOCUMENTS) throw new ClaimProofUnavailable({});
        await this.quota.hold(tx);
        await this.quota.check(tx, bytes);
        await this.proofs.insert(tx, proof);
        return this.steps.prove(tx, own, proof, others, now);
      });
    } catch (error) {
      // A connection that is lost at its commit may have stored the proof: then its file stays.
      if (!isConnectionLost(error)) await this.files.delete(ctx, 'private', key);
      throw error;
    }
  }

  /** Whether what is asked for is under way already. */
  private async isRequested(tx: TenantTx, { id }: Claim, { kind }: ProofInput, now: Date): Promise<boolean> {
    if (kind !== 'town' && kind !== 'letter-code') return false;
    const proofs = await this.proofs.ofClaims(tx, [id]);
    return proofs.some((proof) => (kind === 'town' ? isAskedOfTown(proof) : isLetterAwaited(proof, now)));
  }

  /** The claim that a proof is brought for, which only an account with a proven address may do. @throws AddressUnproven */
  private async lockToProve(tx: TenantWriteTx, claimId: string, accountId: string): Promise<LockedClaim> {
    const locked = await this.own.lock(tx, claimId, accountId);
    await this.grants.requireProven(tx, accountId);
    return locked;
  }
}
