import { pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { conversationSignalOf, ConversationService, LISTED, Messaging } from '@halles/domain/conversations';
import { ProfileService } from '@halles/domain/profiles';
import { type Locale } from '@halles/kernel';
import { Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  RateLimit,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers, type OnModuleInit, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { AccountAccess, SignedIn } from '../../accounts';
import { MerchantSections, MerchantSpace } from '../../merchant-space';
import { Done, ListingId, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { PageStreams, streamAnswer } from '../../streams';
import { messagingForm } from './messages.form';
import { type MessagesDone, messagesDone, messagesPage } from './messages.presenter';

/** `avant`: instant and id of the last conversation that was shown. */
const listQuery = z.object({
  avant: z
    .string()
    .regex(/^\d{1,13}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .transform((text) => {
      const [at = '0', id = ''] = text.split('_');
      return { lastAt: new Date(Number(at)), id };
    })
    .optional()
    .catch(undefined),
});

/** What customers wrote to a shop, and whether they may. */
@Requires('listing.messages')
@Controller()
export class MessagesController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly messaging: Messaging,
    private readonly conversations: ConversationService,
    private readonly streams: PageStreams,
    private readonly access: AccountAccess,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'messages',
      label: 'conversations.nav',
      permission: 'listing.messages',
      icon: 'message',
      order: 16,
      tab: 'conversations.tab',
      hasTab: (ctx, listingId) => this.messaging.isOpen(ctx, listingId),
      route: 'merchant.messages',
    });
  }

  @Get(patternsOf('merchant.messages'))
  show(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Query({ schema: listQuery }) { avant }: z.output<typeof listQuery>,
    @Done(messagesDone) done: MessagesDone | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { after: avant ?? null, done });
  }

  @Post(patternsOf('merchant.messages'))
  @RateLimit('handling')
  set(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<{ isOpen: boolean }, Page | HttpAnswer>(
      messagingForm.read(posted),
      async ({ isOpen }) => {
        await this.messaging.setOpen(ctx, listing, isOpen);
        return redirectDone(pathTo('merchant.messages', locale, { listing }), isOpen ? 'opened' : 'closed');
      },
      ({ state, ...answer }) =>
        this.page(ctx, session, listing, { after: null, done: null, problem: state.problem }, answer),
    );
  }

  /** Event `messages`: what the list, or one of its conversations, shows is old. */
  @Get(patternsOf('merchant.messageStream'))
  follow(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @SignedIn() { account }: AccountSession,
    @Headers('cookie') cookies: string | undefined,
  ): HttpAnswer {
    return streamAnswer(this.streams, {
      ctx,
      accountId: account.id,
      eventOf: (subject) =>
        subject === undefined || conversationSignalOf(subject)?.listingId === listing
          ? { event: 'messages', data: 'changed' }
          : null,
      isAllowed: async () => {
        const session = await this.access.find(ctx, cookies);
        return session !== null && listingsWith(session, 'listing.messages').includes(listing);
      },
    });
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    {
      after,
      ...state
    }: Parameters<typeof messagesPage>[2] & { after: Parameters<ConversationService['list']>[2] },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const isOpen = await this.messaging.isOpen(ctx, id);
    const conversations = await this.conversations.list(ctx, id, after ?? null);
    const isFull = conversations.length === LISTED;
    return this.space.page(ctx, session, {
      ...messagesPage(listing, { isOpen, conversations, isFull }, state),
      ...answer,
    });
  }
}
