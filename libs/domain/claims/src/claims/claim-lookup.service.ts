import type { ClaimPolicy } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { ListingNotFound } from '@halles/domain/listings';
import type { Siret } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { directoryPhone } from '../additions/addition';
import { CLAIM_SETTINGS, type ClaimSettings } from '../claim-settings';
import { ClaimPolicies } from '../policies/claim-policies.service';
import { ClaimCodes } from '../proofs/claim-code';
import { ClaimProofRepository } from '../proofs/claim-proof.repository';
import { type Claimant, proofOptionsFor, type ProofOption } from '../proofs/proof-options';
import type { Claim, ClaimEvent, ClaimProof, ClaimSubject } from './claim';
import { ClaimRepository } from './claim.repository';
import { isExamined, isUnderWay } from './claim-state';
import { ClaimSubjectRepository } from './claim-subject.repository';
import { OwnClaims } from './own-claims';

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

/** Whether the town gave the listing to somebody else, against who kept it by the claim. Pure. */
export const isDisplaced = ({ claim, events }: Pick<OwnClaim, 'claim' | 'events'>): boolean =>
  claim.state === 'transferred' &&
  events.some(({ step, cause }) => step === 'transfer' && cause === 'other-recognised');

/** The same on the page of one claim. */
export interface OwnClaimFile extends OwnClaim {
  /** Between two accounts, who keeps the listing among them: a person of the town decides, whatever is proved. */
  readonly isContested: boolean;
}

/** Somebody else claims a listing that is kept. */
export interface ContestedListing {
  readonly listingId: number;
  /** Null where it may not be shown any more. */
  readonly subject: ClaimSubject | null;
  /** Since when a person is to decide. */
  readonly since: Date;
  /** The claim that the listing is kept by, which documents are sent to; null where it has none. */
  readonly claimId: string | null;
}

/** What somebody who looks at a listing to claim it is told. */
export interface Claimable {
  readonly subject: ClaimSubject;
  readonly ways: readonly ProofOption[];
  /** Their claim under way. */
  readonly claim: Claim | null;
  readonly ownedBy: 'nobody' | 'claimant' | 'another';
}

/** What those who claim a business, or think of it, are shown. Changes nothing. */
@Injectable()
export class ClaimLookupService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly own: OwnClaims,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly grants: GrantService,
    private readonly codes: ClaimCodes,
    private readonly policies: ClaimPolicies,
    @Inject(CLAIM_SETTINGS) private readonly settings: ClaimSettings,
  ) {}

  /** A listing with the proofs that this claimant may bring. @throws ListingNotFound */
  async look(ctx: TenantContext, listingId: number, claimant: Claimant, now: Date): Promise<Claimable> {
    return this.work.read(ctx, async (tx) => {
      const subject = await this.subject(tx, listingId);
      const ownedBy = await this.ownedBy(tx, subject.id, claimant);
      const claim = await this.claims.findUnderWay(tx, subject.id, claimant.accountId);
      const policy = await this.policies.today(tx);
      return { subject, claim, ownedBy, ways: this.ways(tx, subject, claimant, { policy, now }) };
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
            ? this.ways(tx, subject, claimant, { policy: claim.policy, now })
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

  /** The listings of an owner that somebody else claims with a proof: a person of the town is to decide. */
  async contested(
    ctx: TenantContext,
    { accountId, listingIds }: { readonly accountId: string; readonly listingIds: readonly number[] },
  ): Promise<ContestedListing[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, async (tx) => {
      const claims = await this.claims.againstOwner(tx, listingIds, accountId);
      const first = new Map(claims.toReversed().map((claim) => [claim.listingId, claim.changedAt]));
      const subjects = await this.subjects.findMany(tx, [...first.keys()]);
      const kept = await this.claims.approvedOfAccount(tx, [...first.keys()], accountId);
      return [...first].map(([listingId, since]) => ({
        listingId,
        since,
        claimId: kept.get(listingId)?.id ?? null,
        subject: subjects.get(listingId) ?? null,
      }));
    });
  }

  /** @throws ClaimNotFound for another account's claim as for none */
  async get(ctx: TenantContext, claimId: string, claimant: Claimant, now: Date): Promise<OwnClaimFile> {
    return this.work.read(ctx, async (tx) => {
      const claim = await this.own.get(tx, claimId, claimant.accountId);
      const subject = await this.subjects.find(tx, claim.listingId);
      return {
        claim,
        subject,
        proofs: await this.proofs.ofClaims(tx, [claim.id]),
        events: await this.claims.eventsOf(tx, [claim.id]),
        isContested:
          claim.state === 'disputed' ||
          (claim.state === 'approved' && isExamined(claim, await this.claims.rivals(tx, claim))) ||
          (claim.state === 'open' && (await this.ownedBy(tx, claim.listingId, claimant)) === 'another'),
        ways:
          subject && isUnderWay(claim.state)
            ? this.ways(tx, subject, claimant, { policy: claim.policy, now })
            : [],
      };
    });
  }

  private async ownedBy(
    tx: TenantTx,
    listingId: number,
    { accountId }: Claimant,
  ): Promise<Claimable['ownedBy']> {
    const owner = await this.grants.ownerOf(tx, listingId);
    if (owner === null) return 'nobody';
    return owner.id === accountId ? 'claimant' : 'another';
  }

  private ways(
    { ctx: { tenant } }: TenantTx,
    subject: ClaimSubject,
    claimant: Claimant,
    { policy, now }: { readonly policy: ClaimPolicy; readonly now: Date },
  ): ProofOption[] {
    return proofOptionsFor(
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

  private async subject(tx: TenantTx, listingId: number): Promise<ClaimSubject> {
    const subject = await this.subjects.find(tx, listingId);
    if (!subject) throw new ListingNotFound({});
    return subject;
  }
}
