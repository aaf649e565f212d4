import type { ProductInput, WeighedBy, Weighing } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { contentOf, contentWords } from './content';

/** What a customer chose of goods that are weighed: a weight, or pieces with what they weigh about. */
export interface ChosenWeight {
  readonly by: WeighedBy;
  readonly grams: number;
}

/** Why a product cannot be had in the amount that was chosen. */
export type WeightProblem =
  /** It is sold by weight, and no such weight. */
  | { readonly problem: 'weight'; readonly least: number; readonly most: number; readonly step: number }
  /** It is sold by the piece, and a weight was chosen. */
  | { readonly problem: 'pieces' };

/**
 * What so many grams cost at a price by the kilo: whole cents, half a cent upwards. It is rounded once a line, like the price
 * that scales print; the database checks the same rule (`order_line_total`). Pure.
 */
export const priceOfWeight = (kiloCents: number, grams: number): number =>
  Math.floor((kiloCents * grams + 500) / 1_000);

/** "350 g", "1,5 kg". Pure. */
export const weightWords = (grams: number, locale: Locale): string =>
  contentWords({ amount: grams, unit: 'g' }, locale);

/**
 * Grams that somebody wrote: "350", "350 g", "1,5 kg", and "1,372", which are kilos as scales show them; null for what is no
 * weight. Pure.
 */
export function gramsOf(text: string): number | null {
  const compact = text.replaceAll(/\s/gu, '');
  const unit = /^\d+$/.test(compact) ? 'g' : /^\d+[.,]\d+$/.test(compact) ? 'kg' : '';
  const read = contentOf(compact + unit);
  return read?.unit === 'g' ? read.amount : null;
}

/** What a line weighs as it was chosen, null where it is not weighed; or why the product cannot be had so. Pure. */
export function weightOf(
  weighing: Weighing | null,
  quantity: number,
  chosen: ChosenWeight | null,
): ChosenWeight | null | WeightProblem {
  if (weighing?.by === 'weight') {
    const { least, most, step } = weighing;
    const grams = chosen?.by === 'weight' ? chosen.grams : 0;
    return grams < least || grams > most || (grams - least) % step !== 0
      ? { problem: 'weight', least, most, step }
      : { by: 'weight', grams };
  }
  if (chosen?.by === 'weight') return { problem: 'pieces' };
  return weighing && { by: 'piece', grams: quantity * weighing.grams };
}

/** The lightest that can be had of goods that are weighed. Pure. */
export const lightest = (weighing: Weighing): number =>
  weighing.by === 'weight' ? weighing.least : weighing.grams;

/** In what a stock is counted. */
export type StockUnit = 'grams' | 'pieces';

/** In what the stock of goods is counted: in grams where a customer chooses a weight of them. Pure. */
export const stockUnit = (weighing: { readonly by: WeighedBy } | null): StockUnit =>
  weighing?.by === 'weight' ? 'grams' : 'pieces';

/** What is said of a product that is stored, of which this function reads. */
type Counted = Pick<ProductInput, 'stock' | 'weighing'>;

/**
 * What is said of a product whose pieces are grams by now, or its grams pieces: a number that stayed as it was counted the other
 * ones, so that nothing is counted until somebody does. Pure.
 */
export const countedAnew = <Input extends Counted>(before: Counted, input: Input): Input =>
  stockUnit(before.weighing) !== stockUnit(input.weighing) && before.stock === input.stock
    ? { ...input, stock: null }
    : input;

/** Whether less of it is left than anybody may choose. Pure. */
export const isSoldOut = ({
  stock,
  weighing,
}: {
  readonly stock: number | null;
  readonly weighing: Weighing | null;
}): boolean => stock !== null && stock < (weighing?.by === 'weight' ? weighing.least : 1);
