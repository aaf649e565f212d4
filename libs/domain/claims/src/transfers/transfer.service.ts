import { GrantService } from '@halles/domain/accounts';
import { ListingNotFound } from '@halles/domain/listings';
import { DAY, type Locale, normalizeEmail } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ClaimSubject } from '../claims/claim';
import { TransferNotFound, TransferOver, TransferToSelf } from '../claim.errors';
import { claimMessages } from '../claim.events';
import { ClaimPolicies } from '../policies/claim-policies.service';
import { ClaimRepository } from '../claims/claim.repository';
import { CLAIMANT, ClaimSteps } from '../claims/claim-steps.service';
import { isUnderWay } from '../claims/claim-state';
import { ClaimSubjectRepository } from '../claims/claim-subject.repository';
import { newClaim } from '../claims/new-claim';
import { type ListingTransfer, type Party, TransferRepository } from './transfer.repository';

const OFFERED_FOR = 7 * DAY;

/** An offer as those concerned see it. */
export interface TransferView {
  readonly transfer: ListingTransfer;
  readonly subject: ClaimSubject | null;
  /** Whether it may still be answered. */
  readonly isOpen: boolean;
}

/** An owner hands a listing over: to whom it is offered must want it. */
@Injectable()
export class TransferService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly transfers: TransferRepository,
    private readonly claims: ClaimRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly grants: GrantService,
    private readonly steps: ClaimSteps,
    private readonly policies: ClaimPolicies,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Offers a listing to whoever signs in with an address; an offer that waits is cancelled. Whether the address has an
   * account is not told.
   * @throws ListingNotFound where it is not the account's, TransferToSelf
   */
  async offer(
    ctx: TenantContext,
    listingId: number,
    from: Party,
    { email, locale }: { readonly email: string; readonly locale: Locale },
    now: Date,
  ): Promise<ListingTransfer> {
    const toEmail = normalizeEmail(email);
    if (toEmail === from.email) throw new TransferToSelf({});
    return this.work.write(ctx, async (tx) => {
      // One after another: of a form that was sent twice the second offer takes the place of the first.
      await this.claims.lockOfListing(tx, listingId);
      const owner = await this.grants.ownerOf(tx, listingId);
      if (owner?.id !== from.id) throw new ListingNotFound({});
      const transfer: ListingTransfer = {
        id: uuid(),
        listingId,
        fromAccountId: from.id,
        toEmail,
        state: 'offered',
        locale,
        createdAt: now,
        expiresAt: new Date(now.getTime() + OFFERED_FOR),
      };
      await this.transfers.cancelOffered(tx, listingId, now);
      await this.transfers.insert(tx, transfer);
      await this.outbox.append(tx, claimMessages.offerTransfer(transfer.id));
      return transfer;
    });
  }

  /** The offer of the owner's listing that waits for an answer. */
  async offered(ctx: TenantContext, listingId: number): Promise<ListingTransfer | null> {
    return this.work.read(ctx, (tx) => this.transfers.findOffered(tx, listingId));
  }

  /** The offers that wait for an answer, which an account made or is to answer. */
  async waiting(ctx: TenantContext, party: Party, now: Date): Promise<TransferView[]> {
    return this.work.read(ctx, async (tx) => {
      const all = await this.transfers.ofParty(tx, party);
      const open = all.filter(({ state, expiresAt }) => state === 'offered' && expiresAt > now);
      const subjects = await this.subjects.findMany(
        tx,
        open.map(({ listingId }) => listingId),
      );
      return open.map((transfer) => ({
        transfer,
        subject: subjects.get(transfer.listingId) ?? null,
        isOpen: true,
      }));
    });
  }

  /** An offer that may still be answered, for the mail that asks; null for one that may not, or was erased. */
  async findOpen(ctx: TenantContext, id: string, now: Date): Promise<TransferView | null> {
    return this.work.read(ctx, async (tx) => {
      const transfer = await this.transfers.find(tx, id);
      const view = transfer && (await this.view(tx, transfer, now));
      return view?.isOpen === true ? view : null;
    });
  }

  /** @throws TransferNotFound for whoever it is not made to */
  async get(ctx: TenantContext, id: string, to: Party, now: Date): Promise<TransferView> {
    return this.work.read(ctx, async (tx) => {
      const transfer = await this.transfers.get(tx, id);
      if (transfer.toEmail !== to.email) throw new TransferNotFound({});
      return this.view(tx, transfer, now);
    });
  }

  /**
   * Takes the listing over, or says no.
   * @throws TransferNotFound for whoever it is not made to
   * @throws AddressUnproven where it was accepted: the address is all that says whose it is
   * @throws TransferOver when it expired, was answered, or who made it no longer has the listing
   */
  async answer(
    ctx: TenantContext,
    id: string,
    to: Party,
    { accepts, locale }: { readonly accepts: boolean; readonly locale: Locale },
    now: Date,
  ): Promise<ListingTransfer> {
    return this.work.write(ctx, async (tx) => {
      const transfer = await this.transfers.lock(tx, id);
      if (transfer.toEmail !== to.email) throw new TransferNotFound({});
      if (accepts) await this.grants.requireProven(tx, to.id);
      const { listingId, fromAccountId } = transfer;
      const all = await this.claims.lockOfListing(tx, listingId);
      const owner = await this.grants.ownerOf(tx, listingId);
      const isOpen = transfer.state === 'offered' && transfer.expiresAt > now && owner?.id === fromAccountId;
      if (!isOpen) throw new TransferOver({});
      await this.transfers.close(tx, id, accepts ? 'accepted' : 'declined', now);
      if (!accepts) return transfer;
      // A claim of theirs that is under way becomes the trace of the handing over; else it begins here.
      const own = all.find(({ accountId, state }) => accountId === to.id && isUnderWay(state));
      const policy = await this.policies.today(tx);
      const claim = own ?? newClaim({ listingId, accountId: to.id, locale, policy }, now);
      if (!own) await this.claims.insertOnce(tx, claim);
      const why = { cause: 'handed-over', by: CLAIMANT } as const;
      await this.steps.take(tx, claim, 'approve', why, now);
      await this.steps.handOver(tx, claim, all, why, now);
      return transfer;
    });
  }

  /** Takes the offer back. */
  async cancel(ctx: TenantContext, listingId: number, from: Party, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const owner = await this.grants.ownerOf(tx, listingId);
      if (owner?.id !== from.id) throw new ListingNotFound({});
      await this.transfers.cancelOffered(tx, listingId, now);
    });
  }

  /** Erases offers that were made before the instant. Returns how many. */
  @EraseAfter('transfers', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.transfers.deleteBefore(tx, instant));
  }

  private async view(tx: TenantTx, transfer: ListingTransfer, now: Date): Promise<TransferView> {
    const subject = await this.subjects.find(tx, transfer.listingId);
    return { transfer, subject, isOpen: transfer.state === 'offered' && transfer.expiresAt > now };
  }
}
