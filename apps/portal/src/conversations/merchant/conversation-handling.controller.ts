import { pathTo, patternsOf } from '@halles/contracts';
import { ConversationHandling, ConversationService } from '@halles/domain/conversations';
import { type FormRefusal, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, RateLimit, redirectTo, Requires } from '@halles/platform/http';
import { Controller, Param, Post } from '@nestjs/common';
import { MerchantRequest } from '../../merchant-space';
import { isUuid, newIdIn, redirectDone } from '../../params';
import type { Page } from '../../rendering/page';
import { NEW_ID } from '../conversation.form';
import { handlingActions, type MerchantConversationChange } from './merchant-conversation.form';
import { MerchantConversationPages } from './merchant-conversation-pages.service';

/** How those of a shop handle a conversation among themselves: what is done, for whom it is, what they note about it. */
@Requires('listing.messages')
@Controller()
export class ConversationHandlingController {
  constructor(
    private readonly pages: MerchantConversationPages,
    private readonly conversations: ConversationService,
    private readonly handling: ConversationHandling,
  ) {}

  @Post(patternsOf('merchant.conversationHandling'))
  @RateLimit('handling')
  async change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Param('conversation') id: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { handling } = this;
    const thread = await this.pages.thread(ctx, listing, id);
    const back = async (
      change: Promise<void>,
      done: MerchantConversationChange,
    ): Promise<Page | HttpAnswer> => {
      await change;
      return redirectDone(pathTo('merchant.conversation', locale, { listing, conversation: id }), done);
    };
    const toList = async (change: Promise<void>, done: 'done' | 'unread'): Promise<Page | HttpAnswer> => {
      await change;
      return redirectDone(pathTo('merchant.messages', locale, { listing }), done);
    };
    return submitAction(
      handlingActions.read(posted),
      {
        done: () => toList(handling.setDone(ctx, id, true), 'done'),
        // The page says which messages somebody had before their eyes.
        read: async ({ upTo }): Promise<Page | HttpAnswer> => {
          await this.conversations.markRead(ctx, thread.conversation, 'shop', upTo);
          return redirectTo(pathTo('merchant.conversation', locale, { listing, conversation: id }));
        },
        unread: () => toList(handling.markUnread(ctx, id), 'unread'),
        reopen: () => back(handling.setDone(ctx, id, false), 'reopen'),
        sort: ({ labels, assigneeId }) => back(handling.sort(ctx, id, { labels, assigneeId }), 'sort'),
        note: ({ note: text }) => {
          const note = { id: newIdIn(posted.values, NEW_ID), accountId: session.account.id, text };
          return back(handling.addNote(ctx, id, note), 'note');
        },
        'remove-note': ({ note }) =>
          back(isUuid(note) ? handling.removeNote(ctx, id, note) : Promise.resolve(), 'remove-note'),
      },
      ({ state, ...answer }: FormRefusal): Promise<Page | HttpAnswer> =>
        this.pages.page(ctx, session, thread, { handlingForm: state }, answer),
    );
  }
}
