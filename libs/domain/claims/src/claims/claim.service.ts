import { type Account, AccountRepository, GrantService } from '@halles/domain/accounts';
import type { ClaimDecision, DocumentType, RequestDocument } from '@halles/contracts';
import { DAY, pageOf } from '@halles/kernel';
import { FileStorage, type StoredFile } from '@halles/platform/storage';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Claim, ClaimActor, ClaimEvent, ClaimProof, ClaimSubject } from './claim';
import { ClaimDocumentNotFound, ClaimNotFound, ClaimStateRefused } from '../claim.errors';
import { ClaimProofRepository } from '../proofs/claim-proof.repository';
import { type ClaimCursor, ClaimRepository } from './claim.repository';
import { isExamined, isToDecide, isUnderWay } from './claim-state';
import { ClaimSteps, SYSTEM } from './claim-steps.service';
import { ClaimSubjectRepository } from './claim-subject.repository';
import { DOCUMENT_FOLDER, documentKey, documentKeys, proofOfKey } from '../proofs/proof-document';

const PAGE = 50;
const BATCH = 100;
/** Stands for the end of what has none. */
const LATEST = new Date('9999-12-31T00:00:00Z');
/** A file without a row of its own was left by a process that died between the two. */
const ORPHANED_AFTER = DAY;

/** A claim with all that the town sees of it. */
export interface ClaimFile {
  readonly claim: Claim;
  /** Null where the listing is gone. */
  readonly subject: ClaimSubject | null;
  readonly account: Account | null;
  readonly proofs: readonly ClaimProof[];
}

/** A claim with those that stand against it. */
export interface ClaimCase extends ClaimFile {
  readonly events: readonly ClaimEvent[];
  /** Documents that who kept the listing meanwhile was asked for, and sent. */
  readonly ownerEvents: readonly ClaimEvent[];
  /** Who keeps the listing now. */
  readonly owner: Ownership | null;
  /** Who had it before, and until when. */
  readonly former: { readonly account: Account; readonly until: Date } | null;
  /** Other claims on it that wait for a decision. */
  readonly rivals: readonly ClaimFile[];
  /** Other claims on it that the same decision answered. */
  readonly decidedWith: readonly ClaimFile[];
}

export interface ClaimPage {
  readonly files: readonly ClaimFile[];
  /** Where the next page begins; null behind the last. */
  readonly next: ClaimCursor | null;
}

/** Which open claims are asked for. */
export interface OpenClaims {
  /** Behind which the page begins. */
  readonly after?: ClaimCursor | null;
  /** Those that wait for a document that was asked for, instead of those that wait for a decision. */
  readonly awaiting?: boolean;
  readonly now: Date;
}

/** How somebody came to keep a listing. */
export interface Ownership {
  readonly account: Account;
  /** Null where the claim is erased, or the listing came to them otherwise. */
  readonly proved: {
    readonly claim: Claim;
    /** What they brought then, and against the claim. */
    readonly proofs: readonly ClaimProof[];
    /** What made them the owner. */
    readonly event: ClaimEvent | null;
  } | null;
}

/** A document on its way to a deciding agent. */
export interface ClaimDocument extends StoredFile {
  readonly type: DocumentType;
}

/** What the town does with claims, and what happens to them by themselves. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly accounts: AccountRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
    private readonly files: FileStorage,
  ) {}

  /** Claims that wait for a person, the one that waits longest first: fifty a page. */
  async listOpen(
    ctx: TenantContext,
    { after = null, awaiting = false, now }: OpenClaims,
  ): Promise<ClaimPage> {
    return this.work.read(ctx, async (tx) => {
      return this.pageOf(tx, await this.claims.toDecide(tx, { after, awaiting, now }, PAGE + 1));
    });
  }

  /** Claims that were accepted, or refused, the one that changed last first: fifty a page. */
  async listDecided(
    ctx: TenantContext,
    state: 'approved' | 'refused',
    after: ClaimCursor | null = null,
  ): Promise<ClaimPage> {
    return this.work.read(ctx, async (tx) =>
      this.pageOf(tx, await this.claims.decided(tx, state, after, PAGE + 1)),
    );
  }

  /** @throws ClaimNotFound */
  async get(ctx: TenantContext, claimId: string): Promise<ClaimCase> {
    return this.work.read(ctx, async (tx) => {
      const claim = await this.claims.get(tx, claimId);
      const [file] = await this.filesOf(tx, [claim]);
      if (!file) throw new ClaimNotFound({});
      return {
        ...file,
        ...(await this.history(tx, claim)),
        owner: await this.ownership(tx, claim.listingId),
        former: await this.formerOwner(tx, claim.listingId),
        rivals: await this.filesOf(tx, await this.claims.rivals(tx, claim)),
        decidedWith: await this.filesOf(tx, await this.claims.decidedWith(tx, claim)),
      };
    });
  }

  /**
   * Asks one side for a document. The claim waits for its claimant's until then, out of the queue, and comes back with it; that
   * of who keeps the listing is waited for beside it.
   * @param by the name of who asks, for the trace
   * @throws ClaimNotFound, ClaimStateRefused where nobody is to decide it, or nobody keeps the listing who is asked
   */
  async requestDocument(
    ctx: TenantContext,
    claimId: string,
    { message, days, side }: RequestDocument,
    by: { readonly name: string },
    now: Date,
  ): Promise<Claim> {
    return this.work.write(ctx, async (tx) => {
      const { listingId } = await this.claims.get(tx, claimId);
      const all = await this.claims.lockOfListing(tx, listingId);
      const claim = all.find(({ id }) => id === claimId);
      if (!claim || !isToDecide(claim.state)) throw new ClaimStateRefused({});
      const asked = side === 'owner' ? await this.claimOfOwner(tx, claim, all, now) : claim;
      const awaitsUntil = new Date(now.getTime() + days * DAY);
      const agent: ClaimActor = { kind: 'agent', name: by.name };
      const why = { cause: 'agent', by: agent, reason: message, awaitsUntil } as const;
      return (await this.steps.take(tx, asked, 'request', why, now)).claim;
    });
  }

  /**
   * The town decides, with its reason, which goes to those concerned as it is written. To approve one side of a dispute
   * refuses the others and takes the listing from whoever has it, with what they left: team, invitations, mandates, photos.
   * @param by the name of who decides, for the trace
   * @throws ClaimNotFound, ClaimStateRefused when it was decided meanwhile
   * @throws ClaimantUnproven where the listing would go to an account whose address is not proven
   */
  async decide(
    ctx: TenantContext,
    claimId: string,
    { decision, reason: words }: ClaimDecision,
    by: { readonly name: string },
    now: Date,
  ): Promise<Claim> {
    const reason = words || undefined;
    const agent: ClaimActor = { kind: 'agent', name: by.name };
    return this.work.write(ctx, async (tx) => {
      const { listingId } = await this.claims.get(tx, claimId);
      const all = await this.claims.lockOfListing(tx, listingId);
      const claim = all.find(({ id }) => id === claimId);
      if (!claim || !isUnderWay(claim.state)) throw new ClaimStateRefused({});
      const others = all.filter(({ id }) => id !== claimId);
      if (decision === 'approve') await this.steps.requireProven(tx, claim.accountId);
      const taken = await this.steps.take(
        tx,
        claim,
        decision,
        { cause: 'agent', by: agent, ...(reason && { reason }) },
        now,
      );
      const rest = { cause: 'other-recognised', by: agent, ...(reason && { reason }) } as const;
      if (decision === 'approve') {
        if (await this.steps.handOver(tx, claim, others, rest, now))
          await this.steps.clearLeft(tx, taken.eventId);
        for (const rival of others.filter(({ state }) => isToDecide(state)))
          await this.steps.take(tx, rival, 'refuse', rest, now);
        return taken.claim;
      }
      if (claim.state === 'disputed') await this.endDispute(tx, taken, others, now);
      return taken.claim;
    });
  }

  /**
   * A document of a side of a claim that waits for a decision. Who reads it is written down before it is given.
   * @throws ClaimDocumentNotFound also once the claim is decided
   */
  async document(ctx: TenantContext, claimId: string, proofId: string, now: Date): Promise<ClaimDocument> {
    const document = await this.work.read(ctx, async (tx) => {
      const [claim, proof] = [await this.claims.get(tx, claimId), await this.proofs.find(tx, proofId)];
      if (proof?.claimId !== claim.id) return null;
      return isExamined(claim, await this.claims.rivals(tx, claim)) ? proof.document : null;
    });
    const file = document && (await this.files.get(ctx, 'private', documentKey(proofId, document.type)));
    if (!file) throw new ClaimDocumentNotFound({});
    const detail = { claim: claimId, proof: proofId };
    await this.work.write(ctx, (tx) => appendAudit(tx, 'claim.document-read', detail, now));
    const { bytes, storedAt } = file;
    return { type: document.type, bytes, storedAt, stream: () => file.stream(), open: () => file.open() };
  }

  /** Deletes the document of a proof, wherever it lies. Twice is once. */
  async eraseDocument(ctx: TenantContext, proofId: string): Promise<void> {
    for (const key of documentKeys(proofId)) await this.files.delete(ctx, 'private', key);
    await this.work.write(ctx, (tx) => this.proofs.forgetDocument(tx, proofId));
  }

  /** Ends the open claims whose time is over; each claimant is told. Returns how many. */
  async expire(ctx: TenantContext, now: Date): Promise<number> {
    const lapsed = await this.work.read(ctx, (tx) => this.claims.lapsed(tx, now, BATCH));
    let ended = 0;
    for (const { id, listingId } of lapsed) {
      ended += await this.work.write(ctx, async (tx) => {
        const claim = (await this.claims.lockOfListing(tx, listingId)).find((one) => one.id === id);
        // Proved, withdrawn or put off since it was read.
        if (claim?.state !== 'open' || claim.expiresAt === null || claim.expiresAt > now) return 0;
        await this.steps.take(tx, claim, 'expire', { cause: 'time', by: SYSTEM }, now);
        return 1;
      });
    }
    return ended;
  }

  /** Erases the claims that came to an end before the instant, with all that belongs to them. Returns how many. */
  @EraseAfter('claims', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.claims.deleteEndedBefore(tx, instant));
  }

  /** Forgets where codes went that came to nothing before the instant. Returns how many. */
  @EraseAfter('claim-contacts', { days: 30 })
  async forgetContactsBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.proofs.forgetContactsBefore(tx, instant));
  }

  /** Deletes files that no claim needs any more, whatever was interrupted. Returns how many. */
  async eraseOrphans(ctx: TenantContext, now: Date): Promise<number> {
    let erased = 0;
    for await (const key of this.files.list(ctx, 'private', [DOCUMENT_FOLDER])) {
      const proofId = proofOfKey(key);
      const file = await this.files.get(ctx, 'private', key);
      if (!file || file.storedAt.getTime() > now.getTime() - ORPHANED_AFTER) continue;
      if (proofId === null) await this.files.delete(ctx, 'private', key);
      else if (await this.work.read(ctx, (tx) => this.proofs.hasDocumentToKeep(tx, proofId))) continue;
      else await this.eraseDocument(ctx, proofId);
      erased += 1;
    }
    return erased;
  }

  /** The side that was refused is out: the owner hears that nothing changes, or the last rival waits alone. */
  private async endDispute(
    tx: TenantWriteTx,
    refused: { readonly claim: Claim; readonly eventId: string },
    others: readonly Claim[],
    now: Date,
  ): Promise<void> {
    await this.steps.notifyOwner(tx, refused, 'confirmed', now);
    await this.steps.settle(tx, refused.claim.listingId, others, now);
  }

  /** The claim of who keeps a listing that another claims. @throws ClaimStateRefused where nobody does */
  private async claimOfOwner(
    tx: TenantWriteTx,
    claim: Claim,
    all: readonly Claim[],
    now: Date,
  ): Promise<Claim> {
    const owner = await this.grants.ownerOf(tx, claim.listingId);
    if (!owner || claim.state !== 'disputed') throw new ClaimStateRefused({});
    return this.steps.claimOfOwner(tx, claim, owner, all, now);
  }

  private async ownership(tx: TenantTx, listingId: number): Promise<Ownership | null> {
    const account = await this.grants.ownerOf(tx, listingId);
    if (!account) return null;
    const claim = await this.claims.approvedOf(tx, listingId, account.id);
    if (!claim) return { account, proved: null };
    const events = await this.claims.eventsOf(tx, [claim.id]);
    const event = events.findLast(({ step }) => step === 'prove' || step === 'approve') ?? null;
    return { account, proved: { claim, proofs: await this.proofs.ofClaims(tx, [claim.id]), event } };
  }

  private async formerOwner(tx: TenantTx, listingId: number): Promise<ClaimCase['former']> {
    const claim = await this.claims.formerOf(tx, listingId);
    const account = claim && (await this.accounts.find(tx, claim.accountId));
    return account ? { account, until: claim.changedAt } : null;
  }

  private async history(tx: TenantTx, claim: Claim): Promise<Pick<ClaimCase, 'events' | 'ownerEvents'>> {
    const events = await this.claims.eventsOf(tx, [claim.id]);
    const end = events.find(({ state }) => !isUnderWay(state))?.at ?? LATEST;
    return { events, ownerEvents: await this.claims.documentsAgainst(tx, claim, end) };
  }

  private async pageOf(tx: TenantTx, found: readonly Claim[]): Promise<ClaimPage> {
    const { page, last } = pageOf(found, PAGE);
    return { files: await this.filesOf(tx, page), next: last && { changedAt: last.changedAt, id: last.id } };
  }

  private async filesOf(tx: TenantTx, claims: readonly Claim[]): Promise<ClaimFile[]> {
    const ids = claims.map(({ listingId }) => listingId);
    const subjects = await this.subjects.findMany(tx, ids);
    const proofs = await this.proofs.ofClaims(
      tx,
      claims.map(({ id }) => id),
    );
    const files: ClaimFile[] = [];
    for (const claim of claims)
      files.push({
        claim,
        subject: subjects.get(claim.listingId) ?? null,
        account: await this.accounts.find(tx, claim.accountId),
        proofs: proofs.filter(({ claimId }) => claimId === claim.id),
      });
    return files;
  }
}
