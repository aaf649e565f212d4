import { MAX_LINES, MAX_ORDER_CENTS } from '@halles/contracts';
import { type Product, stockUnit } from '@halles/domain/catalogue';
import { HOUR, MINUTE } from '@halles/kernel';
import type { Order, OrderEvent, OrderLine } from '../order';
import { amountsOf, linesOf, priceLines, type SaleConditions } from '../order-decision';

/** Hours that a customer may be given to answer; the slot ends them sooner. */
export const AMENDMENT_HOURS = [1, 2, 4, 12, 24] as const;
export type AmendmentHours = (typeof AMENDMENT_HOURS)[number];

/** A line as a shop proposes it. */
export interface AmendedLine extends OrderLine {
  /** What it stands for that the shop does not have; null: it was ordered. */
  readonly insteadOf: string | null;
  /** Its shop names it itself: the product that stands for it is not on sale, and of no stock. */
  readonly isOffSale?: true;
}

/** What a shop proposes instead of what was ordered. */
export interface OrderAmendment {
  readonly id: string;
  /** The event that proposed it: it is open as long as no other followed. */
  readonly event: number;
  readonly lines: readonly AmendedLine[];
  readonly before: readonly OrderLine[];
  readonly totalCents: number;
  readonly items: number;
  readonly createdAt: Date;
  /** The customer answers before. */
  readonly expiresAt: Date;
  /** Another slot that is proposed; null: that of the order. */
  readonly slot: Order['slot'] | null;
  /** Of a weight beyond what was agreed upon: the lines once its customer declines; null: the order stays as it was. */
  readonly declined: readonly AmendedLine[] | null;
}

/** What a shop says of a line. */
export interface LineChange {
  /** Place of the line in the order, from 1. */
  readonly position: number;
  /** How many of it there are; 0: none. */
  readonly quantity: number;
  /** Another product of the shop for what is missing; null: nothing. */
  readonly substitute: { readonly productId: string; readonly quantity: number } | null;
}

/** Why there is nothing that could be proposed so. */
export type AmendmentProblem =
  /** It is what was ordered. */
  | 'same'
  /** Nothing is left: such an order is refused. */
  | 'nothing'
  /** More of a line than was ordered, a part of what is weighed, or lines that there are not. */
  | 'quantity'
  /** A substitute that the shop does not sell as it is: sold out, with choices to be made, in the order already. */
  | 'substitute'
  /** What was weighed costs no more than was agreed upon. */
  | 'not-heavier'
  /** Without it nothing would be left, once its customer declines. */
  | 'only-item'
  /** Dearer, or with more lines, than an order may be. */
  | 'too-large';

/** The shortest time in which somebody who reads their mail can answer. */
const LEAST = 10 * MINUTE;
/** Before the slot the shop needs to know. */
const AHEAD = 5 * MINUTE;

/** Until when a customer may answer; null where the slot leaves no time to ask. Pure. */
export function amendmentEnd(now: Date, hours: AmendmentHours, slotFrom: Date): Date | null {
  const end = Math.min(now.getTime() + hours * HOUR, slotFrom.getTime() - AHEAD);
  return end - now.getTime() < LEAST ? null : new Date(end);
}

/** Whether a shop may propose something else now: it waits, and its customer withdrew from nothing. Pure. */
export const mayPropose = (
  { state, withdrawals, slot }: Pick<Order, 'state' | 'withdrawals' | 'slot'>,
  now: Date,
): boolean =>
  state === 'received' &&
  withdrawals.length === 0 &&
  amendmentEnd(now, AMENDMENT_HOURS[0], slot.from) !== null;

/** Whether a product can stand for another as it is: nothing has to be chosen of it, and its price is known. Pure. */
export function maySubstitute(product: Product): boolean {
  const { isAvailable, archivedAt, stock, options, weighing } = product;
  return (
    isAvailable &&
    archivedAt === null &&
    stock !== 0 &&
    weighing === null &&
    options.every(({ min }) => min === 0)
  );
}

/** The same product with the same choices is one line. Pure. */
const keyOf = ({ productId, choices }: Pick<OrderLine, 'productId' | 'choices'>): string =>
  JSON.stringify([productId, choices.map(({ group, name }) => [group, name])]);

/** Total and pieces of lines. Pure. */
export const sumsOf = (
  lines: readonly Pick<OrderLine, 'totalCents' | 'quantity'>[],
): { readonly totalCents: number; readonly items: number } => ({
  totalCents: lines.reduce((sum, { totalCents }) => sum + totalCents, 0),
  items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
});

function lineOf(
  line: OrderLine,
  { quantity, substitute }: Omit<LineChange, 'position'>,
  products: readonly Product[],
  conditions: SaleConditions,
): AmendedLine[] | AmendmentProblem {
  const kept =
    quantity === 0
      ? []
      : [
          {
            ...line,
            quantity,
            totalCents: line.weight === null ? line.unitCents * quantity : line.totalCents,
            insteadOf: null,
          },
        ];
  if (substitute === null) return kept;
  const product = products.find(({ id }) => id === substitute.productId);
  if (!product || !maySubstitute(product) || (product.stock ?? Infinity) < substitute.quantity)
    return 'substitute';
  const [added] = linesOf(priceLines([{ ...substitute, choices: [], weight: null }], [product]), conditions);
  return added ? [...kept, { ...added, insteadOf: line.name }] : 'substitute';
}

/** The lines of an order as its shop can prepare it, or why they cannot be proposed. @param products of the shop. Pure. */
export function amendedLines(
  lines: readonly OrderLine[],
  changes: readonly LineChange[],
  products: readonly Product[],
  conditions: SaleConditions,
): AmendedLine[] | AmendmentProblem {
  if (changes.some(({ position }) => lines[position - 1] === undefined)) return 'quantity';
  const amended: AmendedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const change = changes.find(({ position }) => position === index + 1);
    const { quantity, substitute } = change ?? { quantity: line.quantity, substitute: null };
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > line.quantity) return 'quantity';
    // What is weighed was agreed upon with the most that it may cost: it is there, or it is not.
    if (line.weight !== null && quantity !== 0 && quantity !== line.quantity) return 'quantity';
    // Of one product a stock is not moved in grams and in pieces at once.
    if (lines.some((one) => one.productId === substitute?.productId && stockUnit(one.weight) === 'grams'))
      return 'substitute';
    // What is there is not replaced.
    if (substitute !== null && quantity === line.quantity) return 'quantity';
    const found = lineOf(line, { quantity, substitute }, products, conditions);
    if (typeof found === 'string') return found;
    amended.push(...found);
  }
  if (amended.length === 0) return 'nothing';
  if (new Set(amended.map(keyOf)).size < amended.length) return 'substitute';
  if (amended.length > MAX_LINES || sumsOf(amended).totalCents > MAX_ORDER_CENTS) return 'too-large';
  const isSame =
    amended.length === lines.length &&
    amended.every((line, index) => line.quantity === lines[index]?.quantity && line.insteadOf === null);
  return isSame ? 'same' : amended;
}

/** What goes out of an order, and what comes into it, of each product, as stocks count it. Pure. */
export function piecesMoved(
  before: readonly Pick<OrderLine, 'productId' | 'quantity' | 'weight'>[],
  after: readonly Pick<OrderLine, 'productId' | 'quantity' | 'weight'>[],
): { readonly released: ReadonlyMap<string, number>; readonly taken: ReadonlyMap<string, number> } {
  const [had, has] = [amountsOf(before), amountsOf(after)];
  const released = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const productId of new Set([...had.keys(), ...has.keys()])) {
    const delta = (has.get(productId) ?? 0) - (had.get(productId) ?? 0);
    if (delta < 0) released.set(productId, -delta);
    if (delta > 0) taken.set(productId, delta);
  }
  return { released, taken };
}

type ChangedLine = Pick<OrderLine, 'name' | 'choices' | 'quantity' | 'totalCents' | 'weight'>;

/** What differs in what a shop proposes, line by line. */
export type AmendmentChange =
  | { readonly kind: 'missing'; readonly line: ChangedLine }
  | { readonly kind: 'fewer'; readonly line: ChangedLine; readonly quantity: number }
  | { readonly kind: 'instead'; readonly line: ChangedLine & Pick<AmendedLine, 'insteadOf'> }
  /** It weighs more, and costs more than was agreed upon: `mostCents`. */
  | { readonly kind: 'heavier'; readonly line: ChangedLine; readonly mostCents: number };

/** What differs, in the order of the lines. Pure. */
export function changesIn({ lines, before }: Pick<OrderAmendment, 'lines' | 'before'>): AmendmentChange[] {
  const left = new Map(
    lines.filter(({ insteadOf }) => insteadOf === null).map((line) => [keyOf(line), line]),
  );
  const gone = before.flatMap((line): AmendmentChange[] => {
    const now = left.get(keyOf(line));
    const quantity = now?.quantity ?? 0;
    const mostCents = line.weight?.mostCents ?? 0;
    if (now?.weight && now.weight.mostCents > mostCents) return [{ kind: 'heavier', line: now, mostCents }];
    if (quantity === line.quantity) return [];
    return [quantity === 0 ? { kind: 'missing', line } : { kind: 'fewer', line, quantity }];
  });
  const added = lines.flatMap((line): AmendmentChange[] =>
    line.insteadOf === null ? [] : [{ kind: 'instead', line }],
  );
  return [...gone, ...added];
}

/** What became of a proposal; null while it is open. Pure. */
export function amendmentOutcome(
  events: readonly Pick<OrderEvent, 'event' | 'reason'>[],
  { event }: Pick<OrderAmendment, 'event'>,
): 'agreed' | 'declined' | 'lapsed' | 'ended' | null {
  const next = events.find((one) => one.event === event + 1);
  if (!next) return null;
  const { reason } = next;
  return reason === 'agreed' || reason === 'declined' || reason === 'lapsed' ? reason : 'ended';
}
