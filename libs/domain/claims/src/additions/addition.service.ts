import { type Account, AccountRepository, GrantService } from '@halles/domain/accounts';
import type { AdditionDecision, AdditionInput } from '@halles/contracts';
import { categoryById, categoriesOf, TOWN_SERVICE } from '@halles/domain/categories';
import { dayIn } from '@halles/domain/hours';
import { AddressFinder, ListingWriter, type SourcePosition } from '@halles/domain/listings';
import { PageChangeNotices } from '@halles/domain/notifications';
import { ProfileChecks } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type AdditionContent,
  type AdditionError,
  type AdditionRequest,
  type AdditionTerms,
  checkAddition,
  factsOfAddition,
  additionErrors,
} from './addition';
import { AdditionRepository } from './addition.repository';
import type { ClaimSubject } from '../claims/claim';
import { AdditionDecided, AdditionListed, AdditionNotFound } from '../claim.errors';
import { claimMessages } from '../claim.events';
import { ClaimPolicies } from '../policies/claim-policies.service';
import { ClaimRepository } from '../claims/claim.repository';
import { ClaimSteps } from '../claims/claim-steps.service';
import { ClaimSubjectRepository } from '../claims/claim-subject.repository';
import { newClaim } from '../claims/new-claim';

/** What came of a input to add a business. */
export type AdditionOutcome =
  | { readonly kind: 'asked'; readonly id: string }
  | { readonly kind: 'invalid'; readonly errors: readonly AdditionError[] }
  /** The business of the directory that has the SIRET. */
  | { readonly kind: 'listed'; readonly listed: ClaimSubject }
  /** Businesses that it may be: shown before anything is kept. */
  | { readonly kind: 'alike'; readonly alike: readonly ClaimSubject[] };

/** A input as the town sees it. */
export interface AdditionFile {
  readonly addition: AdditionRequest;
  readonly account: Account | null;
  /** What it may be the same as, while it waits for an answer. */
  readonly alike: readonly ClaimSubject[];
}

/** Where the town puts a pin; undefined: it does not. */
type AdditionPoint = Extract<AdditionDecision, { decision: 'approve' }>['position'];

/** Businesses that are not in the directory and ask to be. */
@Injectable()
export class AdditionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly additions: AdditionRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly accounts: AccountRepository,
    private readonly grants: GrantService,
    private readonly claims: ClaimRepository,
    private readonly steps: ClaimSteps,
    private readonly policies: ClaimPolicies,
    private readonly writer: ListingWriter,
    private readonly addresses: AddressFinder,
    private readonly checks: ProfileChecks,
    private readonly notices: PageChangeNotices,
    private readonly outbox: Outbox,
  ) {}

  /** The communes of the territory, for the form. */
  async communes(ctx: TenantContext): Promise<{ readonly code: string; readonly name: string }[]> {
    return this.work.read(ctx, (tx) => this.subjects.communes(tx));
  }

  /** Which of what was typed the territory knows to be wrong, of a form in which something else is wrong already. */
  async faultsOf(
    ctx: TenantContext,
    typed: Parameters<typeof additionErrors>[0],
  ): Promise<readonly AdditionError[]> {
    return this.work.read(ctx, async (tx) => additionErrors(typed, await this.terms(tx)));
  }

  /**
   * Keeps a input, unless something in it cannot be right or the directory has businesses like it that the account did not
   * say are others.
   * @param isOther whether the account saw those alike and says that its own is none of them
   * @throws AdditionAlreadyRequested
   * @throws AddressUnproven
   */
  async request(
    ctx: TenantContext,
    accountId: string,
    input: AdditionInput,
    { isOther, locale }: { readonly isOther: boolean; readonly locale: Locale },
    now: Date,
  ): Promise<AdditionOutcome> {
    return this.work.write(ctx, async (tx) => {
      await this.grants.requireProven(tx, accountId);
      const checked = checkAddition(input, await this.terms(tx));
      if (!checked.ok) return { kind: 'invalid', errors: checked.errors };
      const { siret, content } = checked;
      const listed = await this.subjects.findBySiret(tx, siret);
      if (listed) return { kind: 'listed', listed };
      const alike = isOther ? [] : await this.alike(tx, content);
      if (alike.length > 0) return { kind: 'alike', alike };
      const addition: AdditionRequest = {
        id: uuid(),
        accountId,
        state: 'asked',
        siret,
        content,
        locale,
        listingId: null,
        reason: null,
        decidedBy: null,
        createdAt: now,
        decidedAt: null,
      };
      await this.additions.insert(tx, addition);
      await this.outbox.append(tx, claimMessages.additionAcknowledge(addition.id));
      await this.outbox.append(tx, claimMessages.notifyAgentsOfAddition(addition.id));
      return { kind: 'asked', id: addition.id };
    });
  }

  /** The account's requests, the newest first. */
  async list(ctx: TenantContext, accountId: string): Promise<AdditionRequest[]> {
    return this.work.read(ctx, (tx) => this.additions.ofAccount(tx, accountId));
  }

  /** The requests that the town answered, the last answer first, at most so many. */
  async decided(ctx: TenantContext, limit: number): Promise<AdditionRequest[]> {
    return this.work.read(ctx, (tx) => this.additions.decided(tx, limit));
  }

  /** The request that a listing was made of; null for any other, and after its time. */
  async ofListing(ctx: TenantContext, listingId: number): Promise<AdditionRequest | null> {
    return this.work.read(ctx, (tx) => this.additions.ofListing(tx, listingId));
  }

  /** Takes a input back. @throws AdditionNotFound, AdditionDecided */
  async withdraw(ctx: TenantContext, id: string, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const addition = await this.additions.lock(tx, id);
      if (addition.accountId !== accountId) throw new AdditionNotFound({});
      if (addition.state !== 'asked') throw new AdditionDecided({});
      await this.additions.setDecision(
        tx,
        id,
        { state: 'withdrawn', reason: null, by: null, listingId: null },
        now,
      );
    });
  }

  /** A request of this account. @throws AdditionNotFound for one of another */
  async ofAccount(ctx: TenantContext, id: string, accountId: string): Promise<AdditionRequest> {
    const addition = await this.get(ctx, id);
    if (addition.accountId !== accountId) throw new AdditionNotFound({});
    return addition;
  }

  /** A request with who asks and the businesses that are like it. @throws AdditionNotFound */
  async fileOf(ctx: TenantContext, id: string): Promise<AdditionFile> {
    return this.work.read(ctx, async (tx) => {
      const addition = await this.additions.get(tx, id);
      return {
        addition,
        account: await this.accounts.find(tx, addition.accountId),
        alike: addition.state === 'asked' ? await this.alike(tx, addition.content) : [],
      };
    });
  }

  /** Which of these requests may be in the directory already, in two statements however many they are. */
  async withAlikeIn(tx: TenantTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const additions = await this.additions.findMany(tx, ids);
    return this.subjects.withAlike(
      tx,
      additions.map(({ id, content: { name, communeCode, phone } }) => ({ id, name, communeCode, phone })),
    );
  }

  /** @throws AdditionNotFound */
  async get(ctx: TenantContext, id: string): Promise<AdditionRequest> {
    return this.work.read(ctx, (tx) => this.additions.get(tx, id));
  }

  /**
   * The town decides. An approved business enters the directory by the town's word.
   * @param makesOwner whether the town also knows that the account keeps it: it then has it at once; else its claim is
   *   open, and it proves it like any other
   * @throws ClaimantUnproven where it would be given to an account whose address is not proven
   * @throws AdditionNotFound, AdditionDecided; AdditionListed where the SIRET came into the directory meanwhile
   * @throws ProfileInvalid where the pin that it puts cannot be in the commune
   */
  async decide(
    ctx: TenantContext,
    id: string,
    answer: AdditionDecision,
    by: { readonly name: string },
    now: Date,
  ): Promise<AdditionRequest> {
    const { decision, makesOwner } = answer;
    const reason = answer.reason || null;
    return this.work.write(ctx, async (tx) => {
      const addition = await this.additions.lock(tx, id);
      if (addition.state !== 'asked') throw new AdditionDecided({});
      if (decision === 'approve' && makesOwner) await this.steps.requireProven(tx, addition.accountId);
      const state = decision === 'approve' ? 'approved' : 'refused';
      const listingId =
        answer.decision === 'approve' ? await this.add(tx, addition, answer.position, now) : null;
      await this.additions.setDecision(tx, id, { state, reason, by: by.name, listingId }, now);
      await appendAudit(tx, `addition.${decision}`, { additionId: id, listingId }, now);
      // Who is given the page at once has mail and notification of that; the mail says that the business was added.
      if (!(decision === 'approve' && makesOwner)) await this.announce(tx, addition, listingId, now);
      if (listingId !== null) await this.beginClaim(tx, addition, { listingId, reason, makesOwner, by }, now);
      return { ...addition, state, reason, listingId, decidedBy: by.name, decidedAt: now };
    });
  }

  /** Erases requests that were answered or withdrawn before the instant. Returns how many. */
  @EraseAfter('additions', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.additions.deleteDecidedBefore(tx, instant));
  }

  private async announce(
    tx: TenantWriteTx,
    { id, accountId }: AdditionRequest,
    listingId: number | null,
    now: Date,
  ): Promise<void> {
    await this.outbox.append(tx, claimMessages.notifyOfAddition(id));
    await this.notices.notifyOfAddition(tx, { accountId, additionId: id, listingId }, now);
  }

  private async terms(tx: TenantTx): Promise<AdditionTerms> {
    const tree = categoriesOf(tx.ctx);
    const communes = await this.subjects.communes(tx);
    return {
      communes: new Map(communes.map(({ code, name }) => [code, name])),
      isCategory: (id) => id !== TOWN_SERVICE && categoryById(id, tree) !== undefined,
    };
  }

  private async alike(tx: TenantTx, { name, communeCode, phone }: AdditionContent): Promise<ClaimSubject[]> {
    const byPhone = phone === null ? [] : await this.subjects.listByPhone(tx, phone);
    const byName = await this.subjects.listByName(tx, name, communeCode);
    return [...new Map([...byPhone, ...byName].map((subject) => [subject.id, subject])).values()];
  }

  /** Where its pin stands: where the town puts it, else at the door that the directory knows. */
  private async positionOf(
    tx: TenantTx,
    { street: line, communeCode }: AdditionContent,
    put: AdditionPoint,
  ): Promise<SourcePosition | null> {
    if (put) await this.checks.checkAddress(tx, { communeCode, position: put });
    const point = put ?? (await this.addresses.find(tx, { line, communeCode }))?.position;
    return point ? { longitude: point.longitude, latitude: point.latitude, precision: 'address' } : null;
  }

  private async add(
    tx: TenantWriteTx,
    { id, siret, content }: AdditionRequest,
    put: AdditionPoint,
    now: Date,
  ): Promise<number> {
    if (await this.subjects.findBySiret(tx, siret)) throw new AdditionListed({});
    const today = dayIn(tx.ctx.tenant.settings.timeZone, now);
    const facts = factsOfAddition(siret, content, {
      today,
      position: await this.positionOf(tx, content, put),
    });
    const listingId = await this.additions.insertListing(tx, id, facts, today);
    const batch = this.writer.begin(tx);
    await this.writer.refresh(batch, [listingId], now);
    await this.writer.finish(batch, 'touched', now);
    return listingId;
  }

  private async beginClaim(
    tx: TenantWriteTx,
    { accountId, locale }: AdditionRequest,
    added: {
      readonly listingId: number;
      readonly reason: string | null;
      readonly makesOwner: boolean;
      readonly by: { readonly name: string };
    },
    now: Date,
  ): Promise<void> {
    const policy = await this.policies.today(tx);
    const claim = newClaim({ listingId: added.listingId, accountId, locale, policy }, now);
    await this.claims.insertOnce(tx, claim);
    // The mail of the addition says what remains to be proved.
    if (!added.makesOwner) return this.steps.start(tx, claim, now, false);
    const why = {
      cause: 'addition',
      by: { kind: 'agent', name: added.by.name },
      ...(added.reason !== null && { reason: added.reason }),
    } as const;
    await this.steps.take(tx, claim, 'approve', why, now);
    await this.steps.handOver(tx, claim, [], why, now);
  }
}
