import { pathTo } from '@halles/contracts';
import { isUnreadBy, lastAuthorOf, type ListedConversation } from '@halles/domain/conversations';
import type { ListingSummary } from '@halles/domain/listings';
import { type RowView, section, type SectionView } from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { dayOf } from '../wording/day-words';
import { excerptOf, timeOf } from './thread.presenter';

/** Conversations that the page lists. */
export const MOST_CONVERSATIONS = 50;

/** A conversation with the link of its page; null once that is over. */
export interface OwnConversation {
  readonly conversation: ListedConversation;
  readonly token: string | null;
}

function stateOf(conversation: ListedConversation): 'unread' | 'answered' | 'sent' {
  if (isUnreadBy('customer', conversation)) return 'unread';
  return lastAuthorOf(conversation) === 'shop' ? 'answered' : 'sent';
}

function rowOf(
  { conversation, token }: OwnConversation,
  shops: ReadonlyMap<number, Pick<ListingSummary, 'name'>>,
  scope: PageScope,
): RowView {
  const { texts, locale } = scope;
  const { lastAt, listingId } = conversation;
  return {
    title: shops.get(listingId)?.name ?? '–',
    ...(token === null ? {} : { href: pathTo('conversation', locale, { token }) }),
    detail: texts.line('account.conversations.about', {
      state: texts.line(`account.conversations.states.${stateOf(conversation)}`),
      time: `${dayOf(lastAt, scope)}, ${timeOf(lastAt, scope)}`,
      excerpt: excerptOf(conversation, scope),
    }),
    forms: [],
  };
}

/** What the owner of an account and shops wrote to each other, the newest at the head. @param shops by number. Pure. */
export function presentOwnConversations(
  conversations: readonly OwnConversation[],
  shops: ReadonlyMap<number, Pick<ListingSummary, 'name'>>,
  scope: PageScope,
): SectionView[] {
  const { texts } = scope;
  const rows = conversations.slice(0, MOST_CONVERSATIONS).map((one) => rowOf(one, shops, scope));
  return [
    section('conversations', {
      rows,
      paragraphs: [
        ...(rows.length === 0 ? [texts.line('account.conversations.none')] : []),
        ...(conversations.length > MOST_CONVERSATIONS
          ? [texts.line('account.conversations.more', { most: MOST_CONVERSATIONS })]
          : []),
      ],
    }),
  ];
}
