import type { OrderSummary } from '../order';

type AdvancedOrder = Pick<
  OrderSummary,
  'kind' | 'fulfilment' | 'state' | 'payment' | 'unweighed' | 'totalCents' | 'withdrawnCents' | 'advance'
>;

/** States of an order that is not sent yet, and may be. */
const BEFORE_SENDING: ReadonlySet<OrderSummary['state']> = new Set([
  'received',
  'accepted',
  'preparing',
  'ready',
]);
/** States of one that is not sent any more: all that was paid of it is given back. */
export const CAME_TO_NOTHING: ReadonlySet<OrderSummary['state']> = new Set([
  'refused',
  'cancelled',
  'not-collected',
]);

/**
 * Whether a shop may note that an order was paid in advance, or take that back: one that is sent, is not paid online, and was not
 * sent yet. What is told of a sale does not change by it once it is one. Pure.
 */
export const mayNoteAdvance = ({ kind, fulfilment, state, payment, unweighed }: AdvancedOrder): boolean =>
  kind === 'order' &&
  fulfilment === 'post' &&
  payment === null &&
  unweighed === 0 &&
  BEFORE_SENDING.has(state);

/** What its shop has of what was paid in advance: not what it gave back. Pure. */
export const heldAdvanceCents = ({
  advance,
}: {
  readonly advance?: OrderSummary['advance'] | undefined;
}): number => Math.max((advance?.cents ?? 0) - (advance?.returned?.cents ?? 0), 0);

/** What is to be paid of an order before it is sent, in cents; 0 where nothing is. Pure. */
export const advanceDueCents = (order: AdvancedOrder): number =>
  mayNoteAdvance(order) ? Math.max(order.totalCents - order.withdrawnCents - heldAdvanceCents(order), 0) : 0;

/** What of it was paid for nothing, since the order ended or its customer withdrew from a part: its shop gives it back. Pure. */
export function advanceToGiveBackCents({
  state,
  totalCents,
  withdrawnCents,
  advance,
}: AdvancedOrder): number {
  const owed = CAME_TO_NOTHING.has(state) ? 0 : totalCents - withdrawnCents;
  return Math.max(heldAdvanceCents({ advance }) - owed, 0);
}

/** Whether a shop may say that it did not give back after all what it noted: not of what became a sale since. Pure. */
export const mayUndoReturn = ({ state, advance }: Pick<OrderSummary, 'state' | 'advance'>): boolean =>
  advance?.returned !== undefined && state !== 'collected';

/** Whether nothing of an order is left to be paid before it is sent. Pure. */
export const isPaidInAdvance = ({
  totalCents,
  withdrawnCents,
  advance,
}: Pick<OrderSummary, 'totalCents' | 'withdrawnCents' | 'advance'>): boolean =>
  advance != null && heldAdvanceCents({ advance }) >= totalCents - withdrawnCents;
