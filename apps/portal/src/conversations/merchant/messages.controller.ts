import { type Away, pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { ConversationHandling, conversationSignalOf, Messaging } from '@halles/domain/conversations';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { type FormRefusal, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, InvalidInput, PageNotFound, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers, type OnModuleInit, Post, Query } from '@nestjs/common';
import { AccountAccess } from '../../accounts';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { PageStreams, streamAnswer } from '../../streams';
import { messagingActions } from './messages.form';
import { type MessagesDone, messagesDone, messagesPage, type MessagesState } from './messages.presenter';
import { messagesQuery, type MessagesQuery, whichOf } from './messages.query';

/** A day that is over: the form says in its own words what is asked for. */
const UNTIL_OVER = { pointer: '/until', message: { fr: 'Ce jour est passé', en: 'This day is over' } };

/** What customers wrote to a shop, and whether they may. */
@Requires('listing.messages')
@Controller()
export class MessagesController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly messaging: Messaging,
    private readonly handling: ConversationHandling,
    private readonly streams: PageStreams,
    private readonly access: AccountAccess,
    private readonly clock: Clock,
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
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Query({ schema: messagesQuery }) query: MessagesQuery,
    @Done(messagesDone) done: MessagesDone | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { query, done, form: null });
  }

  @Post(patternsOf('merchant.messages'))
  @RateLimit('handling')
  set(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const done = (what: MessagesDone): HttpAnswer =>
      redirectDone(pathTo('merchant.messages', locale, { listing }), what);
    const setOpen = async (isOpen: boolean): Promise<HttpAnswer> => {
      await this.messaging.setOpen(ctx, listing, isOpen);
      return done(isOpen ? 'opened' : 'closed');
    };
    const setAway = async (away: Away | null): Promise<HttpAnswer> => {
      const { day } = wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime());
      if (away && away.until < isoOfDay(day)) throw new InvalidInput({}, [UNTIL_OVER]);
      await this.messaging.setAway(ctx, listing, away);
      return done(away === null ? 'back' : 'away');
    };
    return submitAction(
      messagingActions.read(posted),
      {
        open: (): Promise<Page | HttpAnswer> => setOpen(true),
        closed: (): Promise<Page | HttpAnswer> => setOpen(false),
        away: (away): Promise<Page | HttpAnswer> => setAway(away),
        back: (): Promise<Page | HttpAnswer> => setAway(null),
      },
      ({ state, ...answer }: FormRefusal): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { query: {}, done: null, form: state }, answer),
    );
  }

  /** Event `messages`: what the list, or one of its conversations, shows is old. */
  @Get(patternsOf('merchant.messageStream'))
  follow(
    @MerchantRequest() { ctx, listing, session: { account } }: MerchantRequest,
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
    state: Omit<MessagesState, 'now'>,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { query } = state;
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const settings = await this.messaging.settings(ctx, id);
    const listed = await this.handling.list(ctx, id, whichOf(query, session.account.id));
    const conversations =
      query.q === undefined ? listed.conversations : await this.handling.search(ctx, id, query.q);
    const now = this.clock.now().getTime();
    return this.space.page(ctx, session, {
      ...messagesPage(listing, { ...listed, settings, conversations }, { ...state, now }),
      ...answer,
    });
  }
}
