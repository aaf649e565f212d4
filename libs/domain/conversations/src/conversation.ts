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
  /** The shop is through with it, until its customer writes again. */
  readonly isDone: boolean;
  /** The shop keeps it as unread, whatever it has read. */
  readonly isMarkedUnread: boolean;
  /** Words by which the shop sorts its conversations. */
  readonly labels: readonly string[];
  /** Who of the shop answers it; null: whoever sees it first. */
  readonly assigneeId: string | null;
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

/** A message as it is read. */
export interface ReadMessage extends ConversationMessage {
  /** The beginning of the mail that it came by, as it came; null: it was written on a page. */
  readonly mailText: string | null;
  /** Files of that mail, which are not kept. */
  readonly mailAttachments: number | null;
}

/** A conversation as a list shows it. */
export interface ListedConversation extends Conversation {
  /** The beginning of its newest message, or of the one that was found; empty where that is a photo alone. */
  readonly excerpt: string;
  /** Since when its customer waits for an answer; null: they do not. */
  readonly waitingSince: Date | null;
  /** Number of the message whose beginning it is. */
  readonly excerptNumber: number;
}

/** Whether something that the other side wrote was not read yet, or counts as unread. Pure. */
export const isUnreadBy = (
  side: ConversationSide,
  { written, read, isMarkedUnread }: Pick<Conversation, 'written' | 'read' | 'isMarkedUnread'>,
): boolean => written[otherSide(side)] > read[side] || (side === 'shop' && isMarkedUnread);

/** Who wrote last: the other one is waited for. Pure. */
export const lastAuthorOf = ({ written }: Pick<Conversation, 'written'>): ConversationSide =>
  written.customer > written.shop ? 'customer' : 'shop';
