import { pathsTo, pathTo } from '@halles/contracts';
import {
  conversationViews,
  isUnreadBy,
  lastAuthorOf,
  LISTED,
  type ListedConversation,
  type MessagingSettings,
  type TeamMember,
} from '@halles/domain/conversations';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { type FormState, formValuesOf, FormWriter, newForm } from '@halles/platform/forms';
import { formatDay } from '@halles/platform/theming';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { dayOf } from '../../wording/day-words';
import type { MessagesBody } from '../conversations.view';
import { excerptOf, timeOf } from '../thread.presenter';
import { awayForm } from './messages.form';
import type { MessagesQuery } from './messages.query';
import { waitingWords } from './waiting-words';

export const messagesDone = ['opened', 'closed', 'away', 'back', 'erased', 'unread', 'done'] as const;
export type MessagesDone = (typeof messagesDone)[number];

/** What the page shows. */
export interface ShownMessages {
  readonly settings: MessagingSettings;
  /** Null: what was looked for has no word in it. */
  readonly conversations: readonly ListedConversation[] | null;
  readonly labels: readonly string[];
  readonly team: readonly TeamMember[];
}

export interface MessagesState {
  readonly query: MessagesQuery;
  readonly done: MessagesDone | null;
  /** The form of the message that says that nobody is there; null: as it is kept. */
  readonly form: FormState | null;
  /** ms since 1970. */
  readonly now: number;
}

function stateOf(conversation: ListedConversation): string {
  if (conversation.isBlocked) return 'blocked';
  if (isUnreadBy('shop', conversation)) return 'unread';
  if (conversation.isDone) return 'done';
  return lastAuthorOf(conversation) === 'shop' ? 'answered' : 'open';
}

/** A message that was found is shown in its place. */
function addressOf(listing: number, conversation: ListedConversation, scope: PageScope): string {
  const { id, excerptNumber, lastNumber } = conversation;
  const address = pathTo('merchant.conversation', scope.locale, { listing, conversation: id });
  return excerptNumber === lastNumber
    ? address
    : `${address}?avant=${String(excerptNumber + 1)}#m-${String(excerptNumber)}`;
}

function presentListed(
  listing: number,
  conversation: ListedConversation,
  { team, now }: { readonly team: readonly TeamMember[]; readonly now: number },
  scope: PageScope,
): MessagesBody['conversations'][number] {
  const { customer, lastAt, waitingSince, labels, assigneeId, isBlocked, isDone } = conversation;
  const assignee = team.find(({ id }) => id === assigneeId)?.name;
  return {
    href: addressOf(listing, conversation, scope),
    name: customer.name,
    excerpt: excerptOf(conversation, scope),
    time: `${dayOf(lastAt, scope)}, ${timeOf(lastAt, scope)}`,
    isUnread: isUnreadBy('shop', conversation),
    state: scope.texts.line(`conversations.states.${stateOf(conversation)}`),
    ...(waitingSince === null || isBlocked || isDone
      ? {}
      : { waiting: waitingWords(waitingSince, now, scope) }),
    labels,
    ...(assignee === undefined
      ? {}
      : { assignee: scope.texts.line('conversations.inbox.assignee', { person: assignee }) }),
  };
}

/** What the address of the list asks for beside its path. Pure. */
function addressWith(own: string, query: Readonly<Record<string, string | undefined>>): string {
  const words = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString();
  return words === '' ? own : `${own}?${words}`;
}

function presentFilters(
  own: string,
  { vue = 'open', libelle, q }: MessagesQuery,
  labels: readonly string[],
  { texts }: PageScope,
): Pick<MessagesBody, 'search' | 'views' | 'labels'> {
  const chosen = vue === 'open' ? undefined : vue;
  return {
    search: {
      action: own,
      value: q ?? '',
      ...(q === undefined
        ? {}
        : { clear: { href: own, label: texts.line('conversations.inbox.search.clear') } }),
    },
    views: conversationViews.map((view) => ({
      href: addressWith(own, { vue: view === 'open' ? undefined : view, libelle }),
      label: texts.line(`conversations.inbox.views.${view}`),
      active: q === undefined && view === vue,
    })),
    labels: labels.map((label) => ({
      href: addressWith(own, { vue: chosen, libelle: label === libelle ? undefined : label }),
      label,
      active: q === undefined && label === libelle,
    })),
  };
}

function presentAway(
  { away }: MessagingSettings,
  { form, now }: Pick<MessagesState, 'form' | 'now'>,
  { texts, locale, settings }: PageScope,
): { readonly writer: FormWriter; readonly away: Omit<MessagesBody['away'], 'action'> } {
  const today = isoOfDay(wallTime(settings.timeZone, now).day);
  const kept = newForm(formValuesOf({ text: away?.text ?? '', until: away?.until ?? '' }));
  const writer = new FormWriter(awayForm, form ?? kept, texts, locale);
  const word = (key: string): string =>
    texts.line(`conversations.away.${key}`, { day: away === null ? '' : formatDay(away.until, locale) });
  return {
    writer,
    away: {
      fields: writer.fields(),
      isOpen: form !== null,
      state: word(away === null ? 'none' : away.until < today ? 'over' : 'shown'),
      isKept: away !== null,
    },
  };
}

function presentNone({ settings, conversations }: ShownMessages, { query }: MessagesState): string | null {
  if (conversations !== null && conversations.length > 0) return null;
  if (query.q !== undefined) return conversations === null ? 'search.noWords' : 'search.none';
  if (query.vue !== undefined || query.libelle !== undefined) return 'noneSuch';
  return settings.isOpen ? 'none' : 'noneClosed';
}

/** When a customer wrote last, ms since 1970: an open page that sees it rise says that there is a new message. Pure. */
const newestOf = (conversations: readonly ListedConversation[]): number =>
  Math.max(0, ...conversations.map((one) => (lastAuthorOf(one) === 'customer' ? one.lastAt.getTime() : 0)));

/** The conversations of a shop, the newest first, and whether it takes any. Pure. */
export const messagesPage = (
  listing: MerchantListing,
  shown: ShownMessages,
  state: MessagesState,
): MerchantPage<MessagesBody> => ({
  view: 'conversations/messages',
  title: ({ texts }) => texts.line('conversations.inbox.heading'),
  paths: pathsTo('merchant.messages', { listing: listing.id }),
  listing,
  section: 'messages',
  present: (scope) => {
    const { texts, locale } = scope;
    const { settings, team, labels } = shown;
    const { query, done, now } = state;
    const line = (key: string): string => texts.line(`conversations.inbox.${key}`);
    const own = pathTo('merchant.messages', locale, { listing: listing.id });
    const conversations = shown.conversations ?? [];
    const last = conversations.length === LISTED && query.q === undefined ? conversations.at(-1) : undefined;
    const { writer, away } = presentAway(settings, state, scope);
    const none = presentNone(shown, state);
    return {
      lead: line('lead'),
      ...(done === null ? {} : { done: line(`done.${done}`) }),
      ...writer.summary(),
      stream: pathTo('merchant.messageStream', locale, { listing: listing.id }),
      newest: newestOf(conversations),
      setting: {
        action: own,
        state: line(settings.isOpen ? 'isOpen' : 'isClosed'),
        label: line(settings.isOpen ? 'close' : 'open'),
        value: settings.isOpen ? 'closed' : 'open',
      },
      away: { ...away, action: own },
      canned: {
        href: pathTo('merchant.cannedAnswers', locale, { listing: listing.id }),
        label: line('canned'),
      },
      ...presentFilters(own, query, labels, scope),
      conversations: conversations.map((one) => presentListed(listing.id, one, { team, now }, scope)),
      ...(none === null ? {} : { none: line(none) }),
      ...(conversations.length === LISTED && query.q !== undefined ? { more: line('search.more') } : {}),
      ...(last
        ? {
            older: {
              href: addressWith(own, {
                vue: query.vue,
                libelle: query.libelle,
                avant: `${String(last.lastAt.getTime())}_${last.id}`,
              }),
              label: line('older'),
            },
          }
        : {}),
    };
  },
});
