import type { Locale } from '@halles/kernel';

/** The two sides of a conversation. */
export type ConversationSide = 'customer' | 'shop';

export const otherSide = (side: ConversationSide): ConversationSide =>
  side === 'customer' ? 'shop' : 'customer';

/** What a customer and a shop write to each other. */
export interface Conversation {
  readonly id: string;
  readonly listingId: number;
  readonly customer: { readonly name: string; readonly email: string; readonly accountId: string | null };
  /** In which the customer reads. */
  readonly locale: Locale;
  /** Of its newest message: 1, 2, 3 and so on. */
  readonly lastNumber: number;
  /** Of the newest message that each side wrote; 0: none. */
  readonly written: Readonly<Record<ConversationSide, number>>;
  readonly lastAt: Date;
  /** Up to which number each side has read. */
  readonly read: Readonly<Record<ConversationSide, number>>;
  /** Up to which number each side was told by mail. */
  readonly notified: Readonly<Record<ConversationSide, number>>;
  /** The shop takes no more messages in it. */
  readonly isBlocked: boolean;
  readonly createdAt: Date;
}

export interface ConversationMessage {
  readonly number: number;
  readonly id: string;
  readonly author: ConversationSide;
  /** Who of the shop wrote it; null where their account is gone, or it is the customer's. */
  readonly accountId: string | null;
  /** Empty where a photo alone was sent. */
  readonly text: string;
  /** Name of the photo that was sent with it; null: none was. */
  readonly photoId: string | null;
  readonly createdAt: Date;
}

/** A conversation as a list shows it. */
export interface ListedConversation extends Conversation {
  /** The beginning of its newest message; empty where that is a photo alone. */
  readonly excerpt: string;
}

/** Whether something that the other side wrote was not read yet. Pure. */
export const isUnreadBy = (
  side: ConversationSide,
  { written, read }: Pick<Conversation, 'written' | 'read'>,
): boolean => written[otherSide(side)] > read[side];

/** Who wrote last: the other one is waited for. Pure. */
export const lastAuthorOf = ({ written }: Pick<Conversation, 'written'>): ConversationSide =>
  written.customer > written.shop ? 'customer' : 'shop';
