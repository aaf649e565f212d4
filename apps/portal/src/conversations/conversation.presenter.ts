import { randomUUID } from 'node:crypto';
import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { AwayMessage, Thread } from '@halles/domain/conversations';
import type { Listing } from '@halles/domain/listings';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { wordsFor } from '../wording/town-service-words';
import type { ConversationBody } from './conversations.view';
import { awayOf, presenceOf } from './start-conversation.presenter';
import { presentReply, presentThread, type ReplyState } from './thread.presenter';

export const conversationDone = ['sent'] as const;
export type ConversationDone = (typeof conversationDone)[number];

export interface ConversationState extends ReplyState {
  readonly token: string;
  readonly done: ConversationDone | null;
  readonly asksToErase: boolean;
  /** What the shop says of itself while nobody is there. */
  readonly away: AwayMessage | null;
}

/** What a customer and a shop write to each other, for the customer. */
export const presentConversation =
  (
    thread: Thread,
    listing: Listing,
    { token, done, asksToErase, away, ...state }: ConversationState,
    now: number,
  ) =>
  (page: PageScope): PageModel & { readonly body: ConversationBody } => {
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const address = pathTo('conversation', locale, { token });
    const heading = texts.line('conversations.page.heading', { listing: listing.name });
    const { kind, text } = presenceOf(listing, now, scope);
    const reader = {
      side: 'customer',
      other: listing.name,
      older: (before: number) => ({
        href: `${address}?avant=${String(before)}`,
        label: texts.line('conversations.older'),
      }),
      photo: (picture: string) => pathTo('conversation.photo', locale, { token, picture }),
    } as const;
    const { reply, ...summary } = presentReply(state, { action: address, newId: randomUUID() }, scope);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('conversation', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('conversations.page.lead', { email: thread.conversation.customer.email }),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        ...(done === null ? {} : { done: texts.line('conversations.page.done.sent') }),
        read: pathTo('conversation.read', locale, { token }),
        stream: pathTo('conversation.stream', locale, { token }),
        presence: { kind, text },
        ...awayOf(away, now, page),
        thread: presentThread(thread, reader, scope),
        ...(thread.conversation.isBlocked
          ? { errors: [], closed: texts.line('conversations.page.closed') }
          : { ...summary, reply }),
        erase: {
          action: pathTo('conversation.erase', locale, { token }),
          ...(asksToErase
            ? {
                question: {
                  text: texts.line('conversations.erase.question'),
                  keep: { href: address, label: texts.line('conversations.erase.keep') },
                },
              }
            : {}),
        },
      },
    };
  };
