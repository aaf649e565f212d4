import type { SchoolBreak } from '@halles/contracts';
import { type Account, AccountRepository, GrantService } from '@halles/domain/accounts';
import { type Listing, ListingRepository } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { ProfileService, type StoredProfile } from '@halles/domain/profiles';
import { EraseAfter } from '@halles/platform/scheduling';
import { SignedLinks, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FreshnessLinkOver, FreshnessLinkUnknown } from './freshness.errors';
import { questionLink } from './freshness-link';
import {
  type Question,
  type QuestionAnswer,
  FreshnessRepository,
  type WaitingQuestion,
} from './freshness.repository';
import { FreshnessService } from './freshness.service';

/** A question with all that its mail and its page show. */
export interface OpenQuestion {
  readonly question: Question;
  readonly listing: Listing;
  /** What is said of it; null where nobody of the page says anything. */
  readonly profile: StoredProfile | null;
  readonly account: Account;
  /** The school break that it is about; null for every other question. */
  readonly schoolBreak: SchoolBreak | null;
}

const eventOf = ({ occasion }: Question) => (occasion === 'monthly' ? 'freshness' : 'holidays');

/** Questions to merchants: their links, their pages, and what is answered. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly questions: FreshnessRepository,
    private readonly listings: ListingRepository,
    private readonly accounts: AccountRepository,
    private readonly grants: GrantService,
    private readonly notifications: NotificationService,
    private readonly freshness: FreshnessService,
    private readonly profiles: ProfileService,
    private readonly links: SignedLinks,
  ) {}

  /**
   * What a mail has to say; null where none is to be sent any more: answered meanwhile, not wanted, the page given up.
   * @param now what the mail says is so at this instant
   */
  async mailOf(
    ctx: TenantContext,
    questionId: string,
    now: Date,
  ): Promise<(OpenQuestion & { readonly token: string }) | null> {
    return this.work.read(ctx, async (tx) => {
      const question = await this.questions.findQuestion(tx, questionId);
      if (!question || question.answer !== null) return null;
      const open = await this.openQuestion(tx, question, now);
      if (!open || !(await this.notifications.mayMail(tx, question.accountId, eventOf(question))))
        return null;
      return { ...open, token: this.links.issue(ctx, questionLink, { id: question.id, serial: 0 }) };
    });
  }

  /** The questions to an account on listings it keeps that may still be answered, at most one a listing. */
  async waiting(
    ctx: TenantContext,
    accountId: string,
    listingIds: readonly number[],
    now: Date,
  ): Promise<WaitingQuestion[]> {
    if (listingIds.length === 0) return [];
    const since = new Date(now.getTime() - questionLink.lifetime);
    return this.work.read(ctx, (tx) => this.questions.waiting(tx, accountId, listingIds, since));
  }

  /**
   * The page of a link. Changes nothing: scanners open every link of a mail.
   * @throws FreshnessLinkUnknown
   * @throws FreshnessLinkOver
   */
  async open(ctx: TenantContext, token: string, now: Date): Promise<OpenQuestion> {
    return this.work.read(ctx, (tx) => this.read(tx, token, now));
  }

  /**
   * Takes an answer: everything holds, something is to be changed, or no such mails any more.
   * @throws FreshnessLinkUnknown
   * @throws FreshnessLinkOver
   */
  async answer(ctx: TenantContext, token: string, answer: QuestionAnswer, now: Date): Promise<OpenQuestion> {
    return this.work.write(ctx, async (tx) => {
      const open = await this.read(tx, token, now);
      const { question, account, listing } = open;
      if (answer === 'confirmed') {
        const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
        await this.freshness.confirm(tx, listing.id, by, now);
      }
      if (answer === 'stopped')
        await this.notifications.stop(tx, account.id, { event: eventOf(question), channel: 'mail' }, now);
      await this.questions.answer(tx, question.id, answer, now);
      return { ...open, question: { ...question, answer } };
    });
  }

  /** Erases the questions that were put before the instant. Returns how many. */
  @EraseAfter('questions', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.questions.deleteQuestionsBefore(tx, instant));
  }

  private async read(tx: TenantTx, token: string, now: Date): Promise<OpenQuestion> {
    const payload = this.links.read(tx.ctx, questionLink, token);
    const question = payload && (await this.questions.findQuestion(tx, payload.id));
    if (!question) throw new FreshnessLinkUnknown({});
    const open = await this.openQuestion(tx, question, now);
    if (!open) throw new FreshnessLinkOver({});
    return open;
  }

  /** Null where it is too late, or the page is not that account's, or not shown. */
  private async openQuestion(tx: TenantTx, question: Question, now: Date): Promise<OpenQuestion | null> {
    if (questionLink.isOver(question.askedAt, now)) return null;
    const owner = await this.grants.ownerOf(tx, question.listingId);
    if (owner?.id !== question.accountId) return null;
    const listing = await this.listings.find(tx, question.listingId);
    const account = await this.accounts.find(tx, question.accountId);
    if (!listing || !account || listing.state === 'closed') return null;
    const isOfSchool = question.occasion === 'school';
    const schoolBreak = isOfSchool ? this.freshness.schoolBreakOf(tx.ctx, listing, question.period) : null;
    // The calendar that it was asked by is not the territory's any more.
    if (isOfSchool && schoolBreak === null) return null;
    const profile = await this.profiles.findShownIn(tx, listing.id);
    return { question, listing, profile, account, schoolBreak };
  }
}
