import { MAX_ORDER_CENTS } from '@halles/contracts';
import { priceOfWeight, type StockChange } from '@halles/domain/catalogue';
import type { Order, OrderLine } from '../order';
import { amountsOf, unitsOf } from '../order-decision';
import type { OrderState, Weighed } from '../order-state';
import { weighedLines } from '../order-weighing';
import {
  type AmendedLine,
  AMENDMENT_HOURS,
  amendmentEnd,
  type AmendmentProblem,
  type OrderAmendment,
  sumsOf,
} from './amendment';

/** States in which a customer is asked about a weight: once the goods are ready, their price is known. */
const ASKED: ReadonlySet<OrderState> = new Set(['accepted', 'preparing']);

/**
 * Whether the customer of an order can be asked about a weight, as far as the order goes. Not of one that is paid online, of which
 * no more is charged than was authorized, nor of a list, whose answer has a page of its own. Pure.
 */
export const isAskable = ({
  state,
  payment,
  withdrawals,
  isList,
}: Pick<Order, 'state' | 'payment' | 'withdrawals' | 'isList'>): boolean =>
  ASKED.has(state) && payment === null && withdrawals.length === 0 && !isList;

/** Whether they can be asked now: the time of the order leaves them the time to answer. Pure. */
export const mayAskWeight = (
  order: Pick<Order, 'state' | 'payment' | 'withdrawals' | 'isList' | 'slot'>,
  now: Date,
): boolean => isAskable(order) && amendmentEnd(now, AMENDMENT_HOURS[0], order.slot.from) !== null;

/** The lines of an order for each answer of its customer. */
export type WeightProposal = Readonly<Record<'lines' | 'declined', AmendedLine[]>>;

/**
 * What a customer is asked about lines that weigh more than they agreed to pay for, with what else was weighed; or why there is
 * nothing to ask. Null as for `weighedLines`. Pure.
 * @param weights grams by the place of the line, from 1
 * @param keepsAgreedPrice whether who declines has the goods at the most that was agreed upon; else they are taken out
 */
export function weightProposal(
  order: Order,
  weights: ReadonlyMap<number, number>,
  keepsAgreedPrice: boolean,
): WeightProposal | AmendmentProblem | null {
  const weighed = weighedLines(order, weights);
  if (weighed === null) return null;
  const lines: AmendedLine[] = [];
  const declined: AmendedLine[] = [];
  let isHeavier = false;
  for (const [index, line] of order.lines.entries()) {
    const found = weighed.find(({ position }) => position === index + 1);
    const { weight } = line;
    if (!found || weight === null) {
      lines.push({ ...line, insteadOf: null });
      declined.push({ ...line, insteadOf: null });
      continue;
    }
    const finalGrams = found.grams;
    const limited = {
      ...line,
      ...{ totalCents: found.totalCents, weight: { ...weight, finalGrams }, insteadOf: null },
    };
    const totalCents = priceOfWeight(line.unitCents, finalGrams);
    if (totalCents <= weight.mostCents) {
      lines.push(limited);
      declined.push(limited);
      continue;
    }
    isHeavier = true;
    lines.push({ ...limited, totalCents, weight: { ...weight, finalGrams, mostCents: totalCents } });
    if (keepsAgreedPrice) declined.push(limited);
  }
  if (!isHeavier) return 'not-heavier';
  if (declined.length === 0) return 'only-item';
  return sumsOf(lines).totalCents > MAX_ORDER_CENTS ? 'too-large' : { lines, declined };
}

/** Whether everything of lines is weighed. Pure. */
export const weighedOf = (lines: readonly Pick<OrderLine, 'weight'>[]): Weighed =>
  lines.every(({ weight }) => weight === null || weight.finalGrams !== null) ? 'whole' : 'part';

/** By how much the stock of each product changes that others of an order have, counted from what it holds. Pure. */
export function stockOfLines(
  before: readonly OrderLine[],
  after: readonly OrderLine[],
  held: ReadonlyMap<string, number>,
): StockChange[] {
  const [had, has, units] = [amountsOf(before), amountsOf(after), unitsOf(before)];
  return [...held].flatMap(([productId, amount]): StockChange[] => {
    const wanted = has.get(productId) ?? 0;
    if (wanted === had.get(productId)) return [];
    return [{ productId, delta: amount - wanted, unit: units.get(productId) ?? 'pieces' }];
  });
}

/** Whether a weight is asked about, and what who declines has instead of it: the goods at the price agreed upon, or not. Pure. */
export const declinedOf = ({
  lines,
  declined,
}: Pick<OrderAmendment, 'lines' | 'declined'>): 'agreed-price' | 'removed' | null => {
  if (declined === null) return null;
  return declined.length === lines.length ? 'agreed-price' : 'removed';
};
