import type { AccountSession } from '@halles/domain/accounts';
import {
  CannedAnswers,
  type CannedValues,
  ConversationHandling,
  ConversationNotFound,
  ConversationService,
  type Thread,
} from '@halles/domain/conversations';
import { isoOfDay, wallTime, weekTable } from '@halles/domain/hours';
import { type Listing, ListingService } from '@halles/domain/listings';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import { PageNotFound } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MerchantSpace } from '../../merchant-space';
import { isUuid } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { merchantConversationPage, type MerchantConversationState } from './merchant-conversation.presenter';

/** Nothing was done. */
export const FRESH: MerchantConversationState = {
  form: null,
  handlingForm: newForm({}),
  photoProblem: null,
  done: null,
};

/** The hours of today in the shop; empty where none are known. */
function hoursTodayOf(listing: Listing | null, now: number, locale: Locale): string {
  if (!listing?.schedule) return '';
  const { day } = wallTime(listing.schedule.place.timeZone, now);
  return weekTable(listing.schedule, isoOfDay(day), locale).days[0]?.hours[0]?.text ?? '';
}

/** The page of a conversation with a customer, for those of a shop who answer. */
@Injectable()
export class MerchantConversationPages {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly listings: ListingService,
    private readonly conversations: ConversationService,
    private readonly handling: ConversationHandling,
    private readonly canned: CannedAnswers,
    private readonly clock: Clock,
  ) {}

  /** @throws ConversationNotFound also where it is another shop's */
  async thread(ctx: TenantContext, listing: number, id: string, before?: number): Promise<Thread> {
    const thread = isUuid(id) ? await this.conversations.read(ctx, id, before) : null;
    if (thread?.conversation.listingId !== listing) throw new ConversationNotFound({});
    return thread;
  }

  async page(
    ctx: TenantContext,
    session: AccountSession,
    thread: Thread,
    state: Partial<MerchantConversationState>,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { conversation } = thread;
    const listing = await this.profiles.listing(ctx, conversation.listingId);
    if (!listing) throw new PageNotFound({});
    const handled = await this.handling.handled(ctx, conversation, session.account.id);
    const canned = await this.canned.list(ctx, conversation.listingId);
    const values = canned.length === 0 ? null : await this.valuesFor(ctx, thread);
    const now = this.clock.now().getTime();
    return this.space.page(ctx, session, {
      ...merchantConversationPage(listing, { thread, handled, canned, values, now }, { ...FRESH, ...state }),
      ...answer,
    });
  }

  /** What the words in braces of an answer that is kept ready stand for, in the language of the customer. */
  private async valuesFor(ctx: TenantContext, { conversation }: Thread): Promise<CannedValues> {
    const listing = await this.listings.find(ctx, conversation.listingId);
    return {
      firstName: conversation.customer.name,
      shop: listing?.name ?? '',
      hoursToday: hoursTodayOf(listing, this.clock.now().getTime(), conversation.locale),
    };
  }
}
