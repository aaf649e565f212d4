import { randomUUID } from 'node:crypto';
import { pathsTo, pathTo } from '@halles/contracts';
import type { Thread } from '@halles/domain/conversations';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { MerchantConversationBody } from '../conversations.view';
import { presentReply, presentThread, type ReplyState } from '../thread.presenter';
import type { MerchantConversationChange } from './merchant-conversation.form';

export interface MerchantConversationState extends ReplyState {
  readonly done: MerchantConversationChange | null;
  readonly asksToErase?: boolean;
}

/** A conversation with a customer, for the shop. */
export const merchantConversationPage = (
  listing: MerchantListing,
  thread: Thread,
  { done, asksToErase = false, ...state }: MerchantConversationState,
): MerchantPage<MerchantConversationBody> => {
  const { id, customer, isBlocked } = thread.conversation;
  const params = { listing: listing.id, conversation: id };
  return {
    view: 'conversations/merchant-conversation',
    title: () => customer.name,
    paths: pathsTo('merchant.conversation', params),
    listing,
    section: 'messages',
    present: (scope) => {
      const { texts, locale } = scope;
      const action = pathTo('merchant.conversation', locale, params);
      const reader = {
        side: 'shop',
        other: customer.name,
        older: (before: number) => ({
          href: `${action}?avant=${String(before)}`,
          label: texts.line('conversations.older'),
        }),
        photo: (picture: string) => pathTo('merchant.conversationPhoto', locale, { ...params, picture }),
      } as const;
      const { reply, ...summary } = presentReply(state, { action, newId: randomUUID() }, scope);
      return {
        ...(done === null ? {} : { done: texts.line(`conversations.thread.done.${done}`) }),
        stream: pathTo('merchant.messageStream', locale, { listing: listing.id }),
        contact: texts.line('conversations.thread.contact', { email: customer.email }),
        thread: presentThread(thread, reader, scope),
        ...(isBlocked
          ? { errors: [], closed: texts.line('conversations.thread.closed') }
          : { ...summary, reply }),
        action,
        isBlocked,
        ...(asksToErase
          ? { question: { keep: { href: action, label: texts.line('conversations.erase.keep') } } }
          : {}),
        back: {
          href: pathTo('merchant.messages', locale, { listing: listing.id }),
          label: texts.line('conversations.thread.back'),
        },
      };
    },
  };
};
