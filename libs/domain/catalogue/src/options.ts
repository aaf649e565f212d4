import { MAX_CENTS, type OptionGroup, type ProductInput } from '@halles/contracts';
import type { Product } from './product';
import { lightest, priceOfWeight, type WeightProblem } from './weighing';

/** A choice of a product's options, by its names. */
export interface ChosenOption {
  readonly group: string;
  readonly name: string;
}

/** The same with what it adds to the price. */
export interface PricedChoice extends ChosenOption {
  readonly cents: number;
}

/** Why a product cannot be had with what was chosen of its options. */
export type ChoiceProblem =
  | { readonly problem: 'missing'; readonly group: string; readonly least: number }
  | { readonly problem: 'too-many'; readonly group: string; readonly most: number }
  /** No choice of the product, or none any more. */
  | { readonly problem: 'unknown'; readonly choice: string }
  | WeightProblem;

/** What one piece, or a kilo, costs with its choices, which stand in the order of the product, each once. */
export interface PricedProduct {
  readonly unitCents: number;
  readonly choices: readonly PricedChoice[];
}

const keyOf = ({ group, name }: ChosenOption): string => JSON.stringify([group, name]);

/** What a product costs with what was chosen of its options, or why it cannot be had so. Pure. */
export function priceWith(
  { priceCents, options }: Pick<Product, 'priceCents' | 'options'>,
  chosen: readonly ChosenOption[],
): PricedProduct | ChoiceProblem {
  const left = new Map(chosen.map((choice) => [keyOf(choice), choice]));
  const choices: PricedChoice[] = [];
  const problems: ChoiceProblem[] = [];
  for (const { name: group, min, max, choices: all } of options) {
    const some = all.filter(({ name }) => left.delete(keyOf({ group, name })));
    if (some.length < min) problems.push({ problem: 'missing', group, least: min });
    if (some.length > max) problems.push({ problem: 'too-many', group, most: max });
    choices.push(...some.map(({ name, cents }) => ({ group, name, cents })));
  }
  // What is not there comes first: who chose it believes that they did.
  const [unknown] = left.values();
  if (unknown) return { problem: 'unknown', choice: unknown.name };
  const [problem] = problems;
  return problem ?? { unitCents: choices.reduce((sum, { cents }) => sum + cents, priceCents), choices };
}

/** The least and the most that choices can make of a price. Pure. */
export function priceRange(
  priceCents: number,
  options: readonly OptionGroup[],
): { readonly least: number; readonly most: number } {
  const least = (sign: 1 | -1): number =>
    options.reduce((sum, { min, max, choices }) => {
      const sorted = choices.map(({ cents }) => cents * sign).sort((a, b) => a - b);
      // Those that must be chosen, and those that one would choose for the price alone.
      const taken = sorted.slice(0, max).filter((cents, index) => index < min || cents < 0);
      return sum + taken.reduce((all, cents) => all + cents, 0);
    }, priceCents * sign);
  return { least: least(1), most: -least(-1) };
}

/** Whether a product costs something, and not too much, whatever is chosen. Pure. */
export function isSellable({
  priceCents,
  options,
  weighing = null,
}: Pick<ProductInput, 'priceCents' | 'options'> & Partial<Pick<ProductInput, 'weighing'>>): boolean {
  const { least, most } = priceRange(priceCents, options);
  if (least < 1 || most > MAX_CENTS) return false;
  return weighing === null || priceOfWeight(least, lightest(weighing)) >= 1;
}

/** Whether it is ordered outright, as far as its shop says: not away for a while, and not to be asked for. Pure. */
export const isOffered = ({ isAvailable, onRequest }: Pick<Product, 'isAvailable' | 'onRequest'>): boolean =>
  isAvailable && !onRequest;
