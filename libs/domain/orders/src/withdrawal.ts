import { instantOf, type Place, publicHolidayOn, wallTime, weekdayOf } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import type { LinePart, Order, OrderLine, OrderWithdrawal } from './order';
import type { OrderState } from './order-state';

/** Days that a customer has after the goods were received (code de la consommation, L221-18). */
const PERIOD_DAYS = 14;
/** Days that a shop has to give the money back once it was told (L221-24). */
const REFUND_DAYS = 14;
/** Nobody tells when what was sent arrived: it is held to have taken so many days, which no parcel in France does. */
const ON_THE_WAY_DAYS = 14;
/** As ISO 8601 counts. */
const SATURDAY = 6;

/** States of an order whose contract stands. */
const STANDING: ReadonlySet<OrderState> = new Set([
  'received',
  'accepted',
  'preparing',
  'ready',
  'collected',
]);

type Contract = Pick<Order, 'kind' | 'fulfilment' | 'state' | 'lines' | 'events' | 'withdrawals'>;

/**
 * When the time to withdraw is over: the end of the fourteenth day after the goods were received, or of the next working
 * day where that is a Saturday, a Sunday or a public holiday (code de la consommation, L221-19). Pure.
 */
export function withdrawalEnd(receivedAt: Date, { timeZone, department }: Place): Date {
  let last = wallTime(timeZone, receivedAt.getTime()).day + PERIOD_DAYS;
  while (weekdayOf(last) >= SATURDAY || publicHolidayOn(department, last) !== undefined) last += 1;
  return new Date(instantOf(timeZone, last + 1, 0));
}

/** By when the money is to be given back. Pure. */
export const refundDueOn = ({ at }: Pick<OrderWithdrawal, 'at'>, timeZone: string): number =>
  wallTime(timeZone, at.getTime()).day + REFUND_DAYS;

/** When the goods were handed over, or at the latest arrived where they were sent; null where they were not. Pure. */
export function receivedAt({
  state,
  events,
  fulfilment,
}: Pick<Order, 'state' | 'events' | 'fulfilment'>): Date | null {
  const at = handedOverAt({ state, events });
  return at !== null && fulfilment === 'post' ? new Date(at.getTime() + ON_THE_WAY_DAYS * DAY) : at;
}

/** When the goods were handed over, or sent; null where they were not. Pure. */
export const handedOverAt = ({ state, events }: Pick<Order, 'state' | 'events'>): Date | null =>
  state === 'collected'
    ? (events.findLast((event) => event.state === 'collected' && event.reason !== 'withdrawal')?.at ?? null)
    : null;

/** Places of the lines, from 1, that their customer may withdraw from now. Pure. */
export function withdrawablePositions(order: Contract, place: Place, now: Date): number[] {
  if (order.kind !== 'order' || !STANDING.has(order.state)) return [];
  const received = receivedAt(order);
  if (received && now >= withdrawalEnd(received, place)) return [];
  const gone = withdrawnPositions(order);
  return order.lines.flatMap(({ withdrawal }, index) =>
    withdrawal === 'right' && !gone.has(index + 1) ? [index + 1] : [],
  );
}

/** Of which lines of an order what is given back, all of them or a part. */
export type WithdrawnLines = Pick<OrderWithdrawal, 'positions' | 'parts'>;

/** What decides how much of a line is left. */
interface WithdrawnOrder {
  readonly lines: readonly Pick<OrderLine, 'quantity' | 'totalCents'>[];
  readonly withdrawals: readonly WithdrawnLines[];
}

/** What of a line was not given back yet: pieces and cents. Pure. @param position of the line, from 1 */
export function restOfLine(
  { lines, withdrawals }: WithdrawnOrder,
  position: number,
): { readonly quantity: number; readonly cents: number } {
  const { quantity = 0, totalCents = 0 } = lines[position - 1] ?? {};
  const rest = { quantity, cents: totalCents };
  for (const { positions, parts = [] } of withdrawals) {
    if (!positions.includes(position)) continue;
    const part = parts.find((one) => one.position === position);
    if (!part) return { quantity: 0, cents: 0 };
    rest.quantity -= part.quantity;
    rest.cents -= part.cents;
  }
  return rest;
}

/** Places of the lines, from 1, of which nothing is left: withdrawn from, or given back. Pure. */
export const withdrawnPositions = (order: WithdrawnOrder): ReadonlySet<number> =>
  new Set(
    order.withdrawals
      .flatMap(({ positions }) => positions)
      .filter((position) => restOfLine(order, position).cents === 0),
  );

/**
 * All that is left of lines: of one that was given back in part what remains, with its last cent. Pure.
 * @param positions of lines of which something is left
 */
export function restOfLines(order: WithdrawnOrder, positions: readonly number[]): Required<WithdrawnLines> {
  const begun = new Set(order.withdrawals.flatMap(({ parts = [] }) => parts.map(({ position }) => position)));
  const parts = positions
    .filter((position) => begun.has(position))
    .map((position): LinePart => ({ position, ...restOfLine(order, position) }));
  return { positions, parts };
}

/** A line as it is given back: of a part its pieces and its cents. */
export type WithdrawnLine = OrderLine & {
  readonly position: number;
  /** An amount off its price, and no piece of it. */
  readonly isAmount?: boolean;
};

/** Lines as they were withdrawn from, or given back. Pure. */
export const withdrawnLines = (
  order: Pick<Order, 'lines'>,
  { positions, parts = [] }: WithdrawnLines,
): WithdrawnLine[] =>
  positions.flatMap((position) =>
    linesAt(order, [position]).map((line) => {
      const part = parts.find((one) => one.position === position);
      if (!part) return { ...line, position };
      const { quantity, cents } = part;
      return quantity === 0
        ? { ...line, position, totalCents: cents, isAmount: true }
        : { ...line, position, quantity, totalCents: cents };
    }),
  );

/** What is given back of lines comes to, without a fee. Pure. */
export const withdrawnGoodsCents = (order: Pick<Order, 'lines'>, withdrawn: WithdrawnLines): number =>
  withdrawnLines(order, withdrawn).reduce((sum, { totalCents }) => sum + totalCents, 0);

/** Places of the lines, from 1, that their customer withdrew from before they were handed over: always as a whole. Pure. */
export const withdrawnBeforeHandOver = ({
  withdrawals,
}: {
  readonly withdrawals: readonly Pick<OrderWithdrawal, 'positions' | 'isRefundDue'>[];
}): ReadonlySet<number> =>
  new Set(withdrawals.flatMap(({ isRefundDue, positions }) => (isRefundDue ? [] : positions)));

/** Lines that are handed over and paid for, or were: without those that were withdrawn from before that. Pure. */
export function wantedLines<Line>({
  lines,
  withdrawals,
}: {
  readonly lines: readonly Line[];
  readonly withdrawals: readonly Pick<OrderWithdrawal, 'positions' | 'isRefundDue'>[];
}): readonly Line[] {
  const gone = withdrawnBeforeHandOver({ withdrawals });
  return gone.size === lines.length ? lines : lines.filter((_, index) => !gone.has(index + 1));
}

/**
 * What of the fee of an order is not owed any more, or given back: all of it once nothing is left of the order (code de la
 * consommation, L221-24). Pure.
 */
export const feeWithdrawn = (
  { lines, withdrawals, feeCents }: Pick<Order, 'lines' | 'withdrawals' | 'feeCents'>,
  withdrawn: WithdrawnLines,
): number =>
  withdrawnPositions({ lines, withdrawals: [...withdrawals, withdrawn] }).size === lines.length
    ? feeCents
    : 0;

/** The lines at such places. Pure. */
export const linesAt = (
  { lines }: Pick<Order, 'lines'>,
  positions: Iterable<number>,
): Order['lines'][number][] => [...positions].flatMap((position) => lines[position - 1] ?? []);
