import { type Account, AccountRepository, GrantService } from '@halles/domain/accounts';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AdditionRequest } from './additions/addition';
import { AdditionRepository } from './additions/addition.repository';
import type { Claim, ClaimEvent, ClaimProof, ClaimSubject } from './claims/claim';
import { ClaimCodes } from './proofs/claim-code';
import { ClaimProofRepository } from './proofs/claim-proof.repository';
import { ClaimRepository } from './claims/claim.repository';
import { ClaimSubjectRepository } from './claims/claim-subject.repository';

/** A step of a claim, with all that a mail about it says. */
export interface ClaimNotice {
  readonly event: ClaimEvent;
  readonly claim: Claim;
  readonly account: Account;
  readonly subject: ClaimSubject | null;
  /** Who keeps the listing now. */
  readonly owner: Account | null;
  readonly proofs: readonly ClaimProof[];
  /** The claim that the town decides on: against who keeps the listing, where the step is of their own. */
  readonly caseId: string;
}

/** A code on its way. */
export interface CodeNotice {
  readonly proof: ClaimProof;
  readonly claim: Claim;
  readonly subject: ClaimSubject | null;
  readonly contact: string;
  readonly code: string;
}

/** The content of notices about claims; null for what was erased since. */
@Injectable()
export class ClaimNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly accounts: AccountRepository,
    private readonly additions: AdditionRepository,
    private readonly grants: GrantService,
    private readonly codes: ClaimCodes,
  ) {}

  /** Null once the claim was erased. */
  async ofEvent(ctx: TenantContext, eventId: string): Promise<ClaimNotice | null> {
    return this.work.read(ctx, async (tx) => {
      const event = await this.claims.findEvent(tx, eventId);
      const claim = event && (await this.claims.find(tx, event.claimId));
      const account = claim && (await this.accounts.find(tx, claim.accountId));
      if (!account) return null;
      const [against] = claim.state === 'approved' ? await this.claims.rivals(tx, claim) : [];
      return {
        caseId: against?.id ?? claim.id,
        event,
        claim,
        account,
        subject: await this.subjects.find(tx, claim.listingId),
        owner: await this.grants.ownerOf(tx, claim.listingId),
        proofs: await this.proofs.ofClaims(tx, [claim.id]),
      };
    });
  }

  /** When a claim gave its account the listing, for the last time; null where it did not. */
  async approvedAt(ctx: TenantContext, claimId: string): Promise<Date | null> {
    const events = await this.work.read(ctx, (tx) => this.claims.eventsOf(tx, [claimId]));
    return events.findLast(({ step }) => step === 'approve')?.at ?? null;
  }

  /** The code of a proof by phone or email; null once it is over, or another took its place. */
  async ofCode(ctx: TenantContext, proofId: string, now: Date): Promise<CodeNotice | null> {
    return this.work.read(ctx, async (tx) => {
      const proof = await this.proofs.find(tx, proofId);
      if (proof?.state !== 'asked' || proof.contact === null) return null;
      if (proof.expiresAt === null || proof.expiresAt <= now) return null;
      const claim = await this.claims.get(tx, proof.claimId);
      return {
        proof,
        claim,
        contact: proof.contact,
        subject: await this.subjects.find(tx, claim.listingId),
        code: this.codes.codeOf(ctx.tenant.id, proof.id, 'digits'),
      };
    });
  }

  /** A input to be added with who asked; null once it was erased. */
  async ofAddition(
    ctx: TenantContext,
    id: string,
  ): Promise<{ readonly addition: AdditionRequest; readonly account: Account } | null> {
    return this.work.read(ctx, async (tx) => {
      const addition = await this.additions.find(tx, id);
      const account = addition && (await this.accounts.find(tx, addition.accountId));
      return account ? { addition, account } : null;
    });
  }
}
