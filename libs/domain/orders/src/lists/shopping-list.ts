import { type ListAnswer, MAX_ORDER_CENTS } from '@halles/contracts';
import { type Product, vatRate } from '@halles/domain/catalogue';
import { MINUTE } from '@halles/kernel';
import type { PickupRules } from '@halles/contracts';
import { type AmendedLine, maySubstitute, sumsOf } from '../amendments/amendment';
import type { Order } from '../order';
import { linesOf, priceLines, type SaleConditions } from '../order-decision';

/** A line that a shop names itself. */
export type NamedLine = Extract<ListAnswer['lines'][number], { readonly name: string }>;

/** Why a list cannot be answered so. */
export type ListAnswerProblem =
  /** A product is sold out, or something has to be chosen of it. */
  | 'product'
  /** The same product stands on two lines. */
  | 'twice'
  | 'too-large';

/** Whether an order is a list that has no lines yet: nothing is owed, and its shop cannot accept it as it is. Pure. */
export const isUnpriced = ({ isList, items }: Pick<Order, 'isList' | 'items'>): boolean =>
  isList && items === 0;

/**
 * The lines of an answer as the order would have them, or why it cannot be given. Pure.
 * @param products of the shop, for those lines that name one
 * @param nameIds the products that stand for what the shop names itself, in the order of its lines
 */
export function answerLines(
  { lines }: Pick<ListAnswer, 'lines'>,
  products: readonly Product[],
  nameIds: readonly string[],
  conditions: SaleConditions,
): AmendedLine[] | ListAnswerProblem {
  const ids = [...nameIds];
  const answered: AmendedLine[] = [];
  for (const line of lines) {
    const made =
      'name' in line ? namedLine(line, ids.shift() ?? '', conditions) : soldLine(line, products, conditions);
    if (made === null) return 'product';
    answered.push(made);
  }
  if (new Set(answered.map(({ productId }) => productId)).size < answered.length) return 'twice';
  return sumsOf(answered).totalCents > MAX_ORDER_CENTS ? 'too-large' : answered;
}

function soldLine(
  { productId, quantity, unitCents }: Exclude<ListAnswer['lines'][number], NamedLine>,
  products: readonly Product[],
  conditions: SaleConditions,
): AmendedLine | null {
  const product = products.find(({ id }) => id === productId);
  if (!product || !maySubstitute(product) || (product.stock ?? Infinity) < quantity) return null;
  const priced = priceLines([{ productId, quantity, choices: [], weight: null }], [product]);
  const [line] = linesOf(priced, conditions);
  if (!line) return null;
  const price = unitCents ?? line.unitCents;
  return { ...line, unitCents: price, totalCents: price * quantity, insteadOf: null };
}

const namedLine = (
  { name, quantity, unitCents, vat, withdrawal, minimumAge, ageRestriction }: NamedLine,
  productId: string,
  { department }: SaleConditions,
): AmendedLine => ({
  ...{ productId, name, choices: [], quantity, unitCents, totalCents: unitCents * quantity, weight: null },
  ...{ vat, vatRate: vatRate(vat, department), minimumAge, ageRestriction, withdrawal },
  ...{ allergens: null, insteadOf: null },
  isOffSale: true,
});

/**
 * The rules by which a time that both sides know of is judged again: whether the shop is there then and has room, not whether it
 * could still be ordered for. Pure.
 */
export const rulesOfAgreedSlot = (rules: PickupRules, { slot }: Pick<Order, 'slot'>): PickupRules => ({
  ...rules,
  ...{ length: (slot.until.getTime() - slot.from.getTime()) / MINUTE, step: 1, notice: 0, rush: 0 },
  ...{ preparation: [], cutOff: undefined, horizon: 365 },
});
