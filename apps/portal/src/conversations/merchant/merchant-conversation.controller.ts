import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ConversationHandling, ConversationService, type Thread } from '@halles/domain/conversations';
import type { Locale } from '@halles/kernel';
import { type FormRefusal, newForm, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import {
  Ctx,
  type HttpAnswer,
  MOST_FORM_BYTES,
  RateLimit,
  redirectTo,
  Requires,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { MerchantRequest } from '../../merchant-space';
import { Done, ListingId, newIdIn, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { photoAnswer, threadQuery } from '../conversation.controller';
import { NEW_ID } from '../conversation.form';
import { MessageUploads, type PostedMessage } from '../message-uploads.service';
import {
  type MerchantConversationChange,
  merchantConversationActions,
  merchantConversationChanges,
} from './merchant-conversation.form';
import { MerchantConversationPages } from './merchant-conversation-pages.service';
import type { MerchantConversationState } from './merchant-conversation.presenter';

/** In which conversation something is done, and by whom. */
interface Place {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly session: AccountSession;
  readonly thread: Thread;
}

/** A conversation with a customer, for those of a shop who answer. */
@Requires('listing.messages')
@Controller()
export class MerchantConversationController {
  constructor(
    private readonly pages: MerchantConversationPages,
    private readonly conversations: ConversationService,
    private readonly handling: ConversationHandling,
    private readonly uploads: MessageUploads,
  ) {}

  @Get(patternsOf('merchant.conversation'))
  async show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Param('conversation') id: string,
    @Query({ schema: threadQuery }) { avant }: z.output<typeof threadQuery>,
    @Done(merchantConversationChanges) done: MerchantConversationChange | null,
    @Headers('sec-fetch-mode') mode: string | undefined,
  ): Promise<Page> {
    const thread = await this.pages.thread(ctx, listing, id, avant);
    const { conversation } = thread;
    // An open page that loads itself again has nobody look at it: it says so itself where somebody does.
    if (avant === undefined && (mode === undefined || mode === 'navigate'))
      await this.conversations.markRead(ctx, conversation, 'shop', conversation.lastNumber);
    return this.pages.page(ctx, session, thread, { done });
  }

  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('merchant.conversation'))
  @RateLimit('handling')
  async change(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Param('conversation') id: string,
    @Posted() received: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const thread = await this.pages.thread(ctx, listing, id);
    const place = { ctx, locale, session, thread };
    return this.uploads.receive(ctx, client, received, parts, (message) => this.changed(place, message));
  }

  /** A photo that one of the sides sent. */
  @Get(patternsOf('merchant.conversationPhoto'))
  async photo(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Param('conversation') id: string,
    @Param('picture') picture: string,
  ): Promise<HttpAnswer> {
    const { conversation } = await this.pages.thread(ctx, listing, id);
    return photoAnswer(this.conversations, ctx, conversation.id, picture);
  }

  private changed(
    { ctx, locale, session, thread }: Place,
    { posted, picture, refusal }: PostedMessage,
  ): Promise<Page | HttpAnswer> {
    const { id, listingId: listing } = thread.conversation;
    const path = pathTo('merchant.conversation', locale, { listing, conversation: id });
    const block = async (isBlocked: boolean): Promise<HttpAnswer> => {
      await this.conversations.setBlocked(ctx, id, isBlocked);
      return redirectDone(path, isBlocked ? 'block' : 'unblock');
    };
    const shown = async (
      state: Partial<MerchantConversationState>,
      answer: PageOptions = {},
    ): Promise<Page> =>
      this.pages.page(ctx, session, await this.pages.thread(ctx, listing, id), state, answer);
    return submitAction(
      merchantConversationActions(picture !== null || refusal !== null).read(posted),
      {
        send: async ({ text }): Promise<Page | HttpAnswer> => {
          if (refusal)
            return shown({ form: newForm(posted.values), photoProblem: refusal.problem }, refusal.answer);
          const writer = { side: 'shop', accountId: session.account.id } as const;
          await this.uploads.send(ctx, id, { id: newIdIn(posted.values, NEW_ID), text }, writer, picture);
          return redirectTo(`${path}#repondre`);
        },
        fill: ({ canned, text }): Promise<Page | HttpAnswer> =>
          shown({ form: newForm({ ...posted.values, text: [text] }), filled: canned }),
        draft: async ({ text }): Promise<Page | HttpAnswer> => {
          await this.handling.keepDraft(ctx, id, session.account.id, text);
          return redirectDone(path, 'draft');
        },
        block: (): Promise<Page | HttpAnswer> => block(true),
        unblock: (): Promise<Page | HttpAnswer> => block(false),
        erase: ({ isSure }): Promise<Page | HttpAnswer> =>
          isSure ? this.erase(ctx, locale, listing, id) : shown({ asksToErase: true }),
      },
      ({ state, ...answer }: FormRefusal): Promise<Page | HttpAnswer> => shown({ form: state }, answer),
    );
  }

  private async erase(ctx: TenantContext, locale: Locale, listing: number, id: string): Promise<HttpAnswer> {
    await this.conversations.erase(ctx, id);
    return redirectDone(pathTo('merchant.messages', locale, { listing }), 'erased');
  }
}
