import { type FeeShare, feeShares } from '../fulfilment/fee';
import { type Order, type OrderLine, orderNumber, type OrderWithdrawal } from '../order';
import type { WeighedLine } from '../order-weighing';
import { linesAt, wantedLines, withdrawnPositions } from '../withdrawal';

/**
 * Why money of an order is given back. `withdrawal`: its customer withdrew from it. `return`: what was handed over was missing or
 * spoilt. `cancellation`: it was paid online and came to nothing. `weight`: it weighed less than was paid online.
 */
export type CreditCause = 'withdrawal' | 'return' | 'cancellation' | 'weight';

/** A line that is given back, as it was sold. */
export type CreditedLine = Pick<
  OrderLine,
  'name' | 'choices' | 'quantity' | 'unitCents' | 'totalCents' | 'vatRate' | 'weight'
>;

/** What is given back of an order. */
export interface Credited {
  readonly cause: CreditCause;
  /** That it follows from; null: from none. */
  readonly withdrawalId: string | null;
  /** It was paid online and not handed over: it was no sale yet. */
  readonly isPrepaid: boolean;
  readonly lines: readonly CreditedLine[];
  /** Of delivery or sending, by rates of tax. */
  readonly fee: readonly FeeShare[];
}

/** A credit note: it never changes. */
export interface CreditNote extends Credited {
  readonly id: string;
  /** Unique in the shop, without gaps within a year, and none of those of its orders. */
  readonly number: { readonly year: number; readonly number: number };
  /** Of lines and fee, taxes included. */
  readonly cents: number;
  readonly at: Date;
}

const creditedLine = ({
  name,
  choices,
  quantity,
  unitCents,
  totalCents,
  vatRate,
  weight,
}: OrderLine): CreditedLine => ({ name, choices, quantity, unitCents, totalCents, vatRate, weight });

/** "A-2026-0001": no number of an order reads so. Pure. */
export const creditNumber = (number: CreditNote['number']): string => `A-${orderNumber(number)}`;

/** What a note comes to. Pure. */
export const centsOf = ({ lines, fee }: Pick<Credited, 'lines' | 'fee'>): number =>
  [...lines, ...fee].reduce((sum, { totalCents }) => sum + totalCents, 0);

/** What is given back after a withdrawal from an order, or a return: its fee is taxed as it was sold. Pure. */
export function creditOfWithdrawal(
  order: Pick<Order, 'lines' | 'withdrawals'>,
  { id, positions, feeCents, isRefundDue, isByShop }: Omit<OrderWithdrawal, 'refundedAt' | 'customer'>,
): Credited {
  const lines = linesAt(order, positions);
  return {
    cause: isByShop ? 'return' : 'withdrawal',
    withdrawalId: id,
    isPrepaid: !isRefundDue,
    lines: lines.map(creditedLine),
    fee: feeShares(feeCents, isRefundDue ? wantedLines(order) : lines),
  };
}

/**
 * What of an order that was paid online goes back before anything was handed over, and no note tells of yet: what was withdrawn
 * from since it was captured, and all the rest where the order came to nothing. Pure.
 * @param capturedAt what was withdrawn from before was not captured
 */
export function creditsOfRefund(
  order: Pick<Order, 'state' | 'lines' | 'feeCents' | 'withdrawals'>,
  notes: readonly Pick<CreditNote, 'withdrawalId' | 'cause'>[],
  capturedAt: Date,
): Credited[] {
  const known = new Set(notes.map(({ withdrawalId }) => withdrawalId));
  const withdrawn = order.withdrawals
    .filter(({ id, at, isRefundDue }) => !isRefundDue && at >= capturedAt && !known.has(id))
    .map((withdrawal) => creditOfWithdrawal(order, withdrawal));
  const isOver = order.state === 'cancelled' || order.state === 'refused';
  if (!isOver || notes.some(({ cause }) => cause === 'cancellation')) return withdrawn;
  const gone = withdrawnPositions(order);
  const lines = order.lines.filter((_, index) => !gone.has(index + 1));
  if (lines.length === 0) return withdrawn;
  const rest: Credited = {
    ...{ cause: 'cancellation', withdrawalId: null, isPrepaid: true },
    ...{ lines: lines.map(creditedLine), fee: feeShares(order.feeCents, lines) },
  };
  return [...withdrawn, rest];
}

/**
 * As much of what is given back as these cents come to, the first of it first: a card gets no more than was charged to it. Pure.
 */
export function creditsWithin(credits: readonly Credited[], cents: number): Credited[] {
  let left = cents;
  const within = <T extends { readonly totalCents: number }>(shares: readonly T[]): T[] =>
    shares.flatMap((share) => {
      const totalCents = Math.min(share.totalCents, left);
      left -= Math.max(totalCents, 0);
      return totalCents > 0 ? [{ ...share, totalCents }] : [];
    });
  return credits
    .map((credited) => ({ ...credited, lines: within(credited.lines), fee: within(credited.fee) }))
    .filter((credited) => centsOf(credited) > 0);
}

/**
 * What goes back where lines weigh less than was captured for them; null where nothing does. What was to be paid at the counter
 * besides is the first that is not owed. Pure.
 * @param excessCents that were captured beyond what is owed by now
 */
export function creditOfWeights(
  order: Pick<Order, 'lines'>,
  weighed: readonly WeighedLine[],
  excessCents: number,
): Credited | null {
  let left = excessCents;
  const lines = weighed.flatMap(({ position, totalCents }): CreditedLine[] => {
    const [line] = linesAt(order, [position]);
    const less = Math.min(line ? line.totalCents - totalCents : 0, left);
    if (!line || less <= 0) return [];
    left -= less;
    return [{ ...creditedLine(line), totalCents: less }];
  });
  return lines.length === 0 ? null : { cause: 'weight', withdrawalId: null, isPrepaid: true, lines, fee: [] };
}
