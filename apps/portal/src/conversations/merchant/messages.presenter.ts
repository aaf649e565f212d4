import { pathsTo, pathTo } from '@halles/contracts';
import { isUnreadBy, lastAuthorOf, type ListedConversation } from '@halles/domain/conversations';
import { type FormState, problemWords } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { dayOf } from '../../wording/day-words';
import type { MessagesBody } from '../conversations.view';
import { excerptOf, timeOf } from '../thread.presenter';

export const messagesDone = ['opened', 'closed', 'erased'] as const;
export type MessagesDone = (typeof messagesDone)[number];

interface Listed {
  readonly isOpen: boolean;
  readonly conversations: readonly ListedConversation[];
  /** There may be more. */
  readonly isFull: boolean;
}

interface MessagesState {
  readonly done: MessagesDone | null;
  readonly problem?: FormState['problem'] | undefined;
}

function presentListed(
  listing: number,
  conversation: ListedConversation,
  scope: PageScope,
): MessagesBody['conversations'][number] {
  const { id, customer, lastAt, isBlocked } = conversation;
  const isUnread = isUnreadBy('shop', conversation);
  const state = isBlocked
    ? 'blocked'
    : isUnread
      ? 'unread'
      : lastAuthorOf(conversation) === 'shop'
        ? 'answered'
        : 'open';
  return {
    href: pathTo('merchant.conversation', scope.locale, { listing, conversation: id }),
    name: customer.name,
    excerpt: excerptOf(conversation, scope),
    time: `${dayOf(lastAt, scope)}, ${timeOf(lastAt, scope)}`,
    isUnread,
    state: scope.texts.line(`conversations.states.${state}`),
  };
}

/** The conversations of a shop, the newest first, and whether it takes any. Pure. */
export const messagesPage = (
  listing: MerchantListing,
  { isOpen, conversations, isFull }: Listed,
  { done, problem }: MessagesState,
): MerchantPage<MessagesBody> => ({
  view: 'conversations/messages',
  title: ({ texts }) => texts.line('conversations.inbox.heading'),
  paths: pathsTo('merchant.messages', { listing: listing.id }),
  listing,
  section: 'messages',
  present: (scope) => {
    const { texts, locale } = scope;
    const line = (key: string): string => texts.line(`conversations.inbox.${key}`);
    const own = pathTo('merchant.messages', locale, { listing: listing.id });
    const last = conversations.at(-1);
    const refusal = problemWords({ texts, locale }, problem ?? null);
    return {
      lead: line('lead'),
      ...(done === null ? {} : { done: line(`done.${done}`) }),
      ...(refusal === null ? {} : { problem: refusal }),
      stream: pathTo('merchant.messageStream', locale, { listing: listing.id }),
      setting: {
        action: own,
        state: line(isOpen ? 'isOpen' : 'isClosed'),
        label: line(isOpen ? 'close' : 'open'),
        value: isOpen ? 'closed' : 'open',
      },
      conversations: conversations.map((one) => presentListed(listing.id, one, scope)),
      ...(conversations.length === 0 ? { none: line(isOpen ? 'none' : 'noneClosed') } : {}),
      ...(isFull && last
        ? {
            older: {
              href: `${own}?avant=${String(last.lastAt.getTime())}_${last.id}`,
              label: line('older'),
            },
          }
        : {}),
    };
  },
});
