import type { BookingEvent } from '../bookings/booking';
import type { BookingState } from '../bookings/booking-state';

/** What the customer of a booking is told of. */
export const CUSTOMER_NOTICES = [
  ...([
    'received',
    'waits-again',
    'confirmed',
    'moved',
    'moved-pending',
    'split',
    'excused',
    'revoked',
  ] as const),
] as const;
export type CustomerNotice = (typeof CUSTOMER_NOTICES)[number];

/** What somebody of the shop is told of. */
export const SHOP_NOTICES = ['new', 'to-confirm', 'confirmed', 'moved', 'split', 'cancelled'] as const;
export type ShopNotice = (typeof SHOP_NOTICES)[number];

type Step = Pick<BookingEvent, 'state' | 'isMoved' | 'actor'> & {
  readonly party?: number | null | undefined;
};

/** States between which a step changes whether, or when, its customer is expected. */
const EXPECTS: ReadonlySet<BookingState> = new Set(['pending', 'confirmed', 'revoked']);

/** What a step tells its customer; null: nothing. Who arrived and was served knows it. Pure. @param from null for the first */
export function customerNotice(
  from: BookingState | null,
  { state, isMoved, party }: Step,
): CustomerNotice | null {
  if (party != null) return 'split';
  if (isMoved) return state === 'pending' ? 'moved-pending' : 'moved';
  if (state === 'excused' || state === 'revoked') return state;
  // What was cancelled and is taken back is expected again, wherever it had stood.
  if (from === 'revoked' && state === 'arrived') return 'confirmed';
  if (from !== null && !EXPECTS.has(from)) return null;
  if (state === 'pending') return from === null ? 'received' : 'waits-again';
  return state === 'confirmed' ? 'confirmed' : null;
}

/** What a step tells the shop, where it is not its own; null: nothing. Pure. @param from null for the first */
export function shopNotice(
  from: BookingState | null,
  { state, isMoved, actor, party }: Step,
): ShopNotice | null {
  if (actor === 'merchant') return null;
  if (party != null) return 'split';
  if (isMoved) return 'moved';
  if (from === null) return state === 'pending' ? 'to-confirm' : 'new';
  // What the town answered for the shop; who confirms for themselves is nobody else.
  if (actor === 'town' && from === 'pending' && state === 'confirmed') return 'confirmed';
  return state === 'excused' || state === 'revoked' ? 'cancelled' : null;
}
