import { pathTo, patternsOf } from '@halles/contracts';
import {
  conversationSignalOf,
  ConversationService,
  MessagePhotoNotFound,
  Messaging,
} from '@halles/domain/conversations';
import { type Bilingual, Clock, type Locale } from '@halles/kernel';
import {
  type FormRefusal,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
} from '@halles/platform/forms';
import {
  Cost,
  Ctx,
  CurrentLocale,
  file,
  type HttpAnswer,
  MOST_FORM_BYTES,
  PortalRequest,
  Public,
  RateLimit,
  redirectTo,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Done, isUuid, newIdIn, redirectDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { PageStreams, streamAnswer } from '../streams';
import { eraseForm, messageReader, NEW_ID, readForm } from './conversation.form';
import { type ConversationDone, conversationDone, presentConversation } from './conversation.presenter';
import { CustomerConversations } from './customer-conversations.service';
import { MessageUploads } from './message-uploads.service';

/** `avant`: number of the first message that the reader has already; anything else counts as nothing. */
export const threadQuery = z.object({
  avant: z.coerce.number().int().min(2).max(1_000_000).optional().catch(undefined),
});

/** How a conversation is shown after something was done, or was not. */
interface Shown {
  readonly form?: FormState;
  /** Why a photo is not taken. */
  readonly photoProblem?: Bilingual | null;
  readonly done?: ConversationDone | null;
  readonly before?: number | undefined;
  readonly asksToErase?: boolean;
}

/** What a customer and a shop write to each other, for whoever has its link. A link changes nothing, a button does. */
@Public()
@Controller()
export class ConversationController {
  constructor(
    private readonly customers: CustomerConversations,
    private readonly conversations: ConversationService,
    private readonly messaging: Messaging,
    private readonly uploads: MessageUploads,
    private readonly streams: PageStreams,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('conversation'))
  @Cost('search')
  show(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Query({ schema: threadQuery }) { avant }: z.output<typeof threadQuery>,
    @Done(conversationDone) done: ConversationDone | null,
  ): Promise<Page> {
    return this.page(ctx, token, { done, before: avant });
  }

  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('conversation'))
  @RateLimit('handling')
  async send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
    @Posted() received: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const thread = await this.customers.thread(ctx, token);
    return this.uploads.receive(ctx, client, received, parts, ({ posted, picture, refusal }) =>
      submitForm<{ readonly text: string }, Page | HttpAnswer>(
        messageReader(picture !== null || refusal !== null).read(posted),
        async ({ text }) => {
          if (refusal)
            return this.page(
              ctx,
              token,
              { form: newForm(posted.values), photoProblem: refusal.problem },
              refusal.answer,
            );
          const input = { id: newIdIn(posted.values, NEW_ID), text };
          const writer = { side: 'customer', accountId: null } as const;
          await this.uploads.send(ctx, thread.conversation.id, input, writer, picture);
          return redirectTo(`${pathTo('conversation', locale, { token })}#repondre`);
        },
        ({ state, ...answer }: FormRefusal) => this.page(ctx, token, { form: state }, answer),
      ),
    );
  }

  /** A photo that one of the sides sent, for who has the link of the conversation. */
  @Get(patternsOf('conversation.photo'))
  async photo(
    @Ctx() ctx: TenantContext,
    @Param('token') token: string,
    @Param('picture') id: string,
  ): Promise<HttpAnswer> {
    const { conversation } = await this.customers.thread(ctx, token);
    return photoAnswer(this.conversations, ctx, conversation.id, id);
  }

  /** Its page says which messages it showed: a program that follows the links of a mail reads nothing. */
  @Post(patternsOf('conversation.read'))
  @RateLimit('handling')
  async read(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const thread = await this.customers.thread(ctx, token);
    return submitForm(
      readForm.read(posted),
      async ({ upTo }): Promise<Page | HttpAnswer> => {
        await this.conversations.markRead(ctx, thread.conversation, 'customer', upTo);
        return redirectTo(pathTo('conversation', locale, { token }));
      },
      ({ state: _, ...answer }) => this.page(ctx, token, {}, answer),
    );
  }

  /** Asks first, and then erases it for both sides. */
  @Post(patternsOf('conversation.erase'))
  async erase(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const thread = await this.customers.thread(ctx, token);
    return submitForm(
      eraseForm.read(posted),
      async ({ isSure }): Promise<Page | HttpAnswer> => {
        if (!isSure) return this.page(ctx, token, { asksToErase: true });
        const listing = await this.customers.listing(ctx, thread);
        await this.conversations.erase(ctx, thread.conversation.id);
        return redirectDone(
          pathTo('conversation.start', locale, { listing: `${listing.slug}-${String(listing.id)}` }),
          'erased',
        );
      },
      ({ state: _, ...answer }) => this.page(ctx, token, {}, answer),
    );
  }

  /** Event `messages`: what the page shows is old. */
  @Get(patternsOf('conversation.stream'))
  async follow(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<HttpAnswer> {
    const { id } = (await this.customers.thread(ctx, token)).conversation;
    return streamAnswer(this.streams, {
      ctx,
      // A conversation may be open on a few devices.
      accountId: id,
      eventOf: (subject) =>
        subject === undefined || conversationSignalOf(subject)?.conversationId === id
          ? { event: 'messages', data: 'changed' }
          : null,
      isAllowed: async () => (await this.conversations.find(ctx, id)) !== null,
    });
  }

  private async page(
    ctx: TenantContext,
    token: string,
    { form = newForm({}), photoProblem = null, done = null, before, asksToErase = false }: Shown,
    answer: PageOptions = {},
  ): Promise<Page> {
    const thread = await this.customers.thread(ctx, token, before);
    const listing = await this.customers.listing(ctx, thread);
    const { away } = await this.messaging.settings(ctx, listing.id);
    const now = this.clock.now().getTime();
    return page(
      'conversations/conversation',
      presentConversation(thread, listing, { token, form, photoProblem, done, asksToErase, away }, now),
      answer,
    );
  }
}

/** A photo of a conversation that is read. @throws MessagePhotoNotFound */
export async function photoAnswer(
  conversations: ConversationService,
  ctx: TenantContext,
  conversationId: string,
  photoId: string,
): Promise<HttpAnswer> {
  if (!isUuid(photoId)) throw new MessagePhotoNotFound({});
  const stored = await conversations.photo(ctx, conversationId, photoId);
  return file(() => stored.stream(), {
    type: 'image/jpeg',
    headers: { 'content-length': String(stored.bytes) },
  });
}
