import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ConversationNotFound, ConversationService, type Thread } from '@halles/domain/conversations';
import { ProfileService } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { type FormRefusal, newForm, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PageNotFound,
  RateLimit,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../../accounts';
import { MerchantSpace } from '../../merchant-space';
import { Done, isUuid, ListingId, newIdIn, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { threadQuery } from '../conversation.controller';
import { NEW_ID } from '../conversation.form';
import {
  type MerchantConversationChange,
  merchantConversationActions,
  merchantConversationChanges,
} from './merchant-conversation.form';
import { merchantConversationPage, type MerchantConversationState } from './merchant-conversation.presenter';

/** A conversation with a customer, for those of a shop who answer. */
@Requires('listing.messages')
@Controller()
export class MerchantConversationController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly conversations: ConversationService,
  ) {}

  @Get(patternsOf('merchant.conversation'))
  async show(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('conversation') id: string,
    @Query({ schema: threadQuery }) { avant }: z.output<typeof threadQuery>,
    @Done(merchantConversationChanges) done: MerchantConversationChange | null,
  ): Promise<Page> {
    const thread = await this.thread(ctx, listing, id, avant);
    const { conversation } = thread;
    if (avant === undefined)
      await this.conversations.markRead(ctx, conversation, 'shop', conversation.lastNumber);
    return this.page(ctx, session, thread, { form: newForm({}), done });
  }

  @Post(patternsOf('merchant.conversation'))
  @RateLimit('handling')
  async change(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @ListingId() listing: number,
    @Param('conversation') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const thread = await this.thread(ctx, listing, id);
    const path = pathTo('merchant.conversation', locale, { listing, conversation: id });
    const block = async (isBlocked: boolean): Promise<HttpAnswer> => {
      await this.conversations.setBlocked(ctx, id, isBlocked);
      return redirectDone(path, isBlocked ? 'block' : 'unblock');
    };
    return submitAction(
      merchantConversationActions.read(posted),
      {
        send: async ({ text }): Promise<Page | HttpAnswer> => {
          const writer = { side: 'shop', accountId: session.account.id } as const;
          await this.conversations.send(ctx, id, { id: newIdIn(posted.values, NEW_ID), text }, writer);
          return redirectTo(`${path}#repondre`);
        },
        block: (): Promise<Page | HttpAnswer> => block(true),
        unblock: (): Promise<Page | HttpAnswer> => block(false),
        erase: ({ isSure }): Promise<Page | HttpAnswer> =>
          isSure
            ? this.erase(ctx, locale, listing, id)
            : this.page(ctx, session, thread, { form: newForm({}), done: null, asksToErase: true }),
      },
      async ({ state, ...answer }: FormRefusal): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, await this.thread(ctx, listing, id), { form: state, done: null }, answer),
    );
  }

  private async erase(ctx: TenantContext, locale: Locale, listing: number, id: string): Promise<HttpAnswer> {
    await this.conversations.erase(ctx, id);
    return redirectDone(pathTo('merchant.messages', locale, { listing }), 'erased');
  }

  /** @throws ConversationNotFound also where it is another shop's */
  private async thread(ctx: TenantContext, listing: number, id: string, before?: number): Promise<Thread> {
    const thread = isUuid(id) ? await this.conversations.read(ctx, id, before) : null;
    if (thread?.conversation.listingId !== listing) throw new ConversationNotFound({});
    return thread;
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    thread: Thread,
    state: MerchantConversationState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, thread.conversation.listingId);
    if (!listing) throw new PageNotFound({});
    return this.space.page(ctx, session, { ...merchantConversationPage(listing, thread, state), ...answer });
  }
}
