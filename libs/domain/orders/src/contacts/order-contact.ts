import { DAY, type Locale } from '@halles/kernel';
import { defineSignedLink, linkToRow } from '@halles/platform/tenancy';

/** A further address that the orders of a shop go to, besides those of who handles them. */
export interface OrderContact {
  readonly id: string;
  readonly listingId: number;
  /** As accounts have it (`normalizeEmail`). */
  readonly email: string;
  readonly locale: Locale;
  /** When its reader was asked last. */
  readonly createdAt: Date;
  /** When its reader said by the link that it is theirs; null: nothing of an order goes there. */
  readonly provenAt: Date | null;
}

/** The same with what became of the mail that asked its reader. */
export interface ListedContact extends OrderContact {
  readonly mail: 'queued' | 'sent' | 'refused' | 'withheld';
}

/** So many a shop may have: a family and a till, and no mailing list. */
export const MAX_ORDER_CONTACTS = 5;

/** Asks the reader of an address, for seven days, and lets them end it as long as it is used. */
export const orderContactLink = defineSignedLink('order-contact', linkToRow, 7 * DAY);

/** Whether the reader of an address can still say yes. Pure. */
export const isAsked = ({ provenAt, createdAt }: OrderContact, now: Date): boolean =>
  provenAt === null && !orderContactLink.isOver(createdAt, now);
