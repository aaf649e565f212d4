import { priceOfWeight, type StockChange } from '@halles/domain/catalogue';
import type { Order, OrderLine } from './order';
import { amountsOf } from './order-decision';
import { WeightUnlikely } from './weight.errors';
import { withdrawnPositions } from './withdrawal';

/** A line with what the scales said of it, and what it costs hence. */
export interface WeighedLine {
  /** From 1. */
  readonly position: number;
  readonly grams: number;
  readonly totalCents: number;
}

/** Places, from 1, of the lines that are weighed, or have to be: not of those that their customer withdrew from. Pure. */
export function weighablePositions(order: Pick<Order, 'lines' | 'withdrawals'>): number[] {
  const gone = withdrawnPositions(order);
  return order.lines.flatMap(({ weight }, index) =>
    weight === null || gone.has(index + 1) ? [] : [index + 1],
  );
}

/**
 * What a line costs that weighs so much: the price of its kilo times its weight, in whole cents (`priceOfWeight`), and never more
 * than its customer agreed to pay. Whoever wants more for it needs their word for it. Pure.
 */
export const priceWeighed = (
  { unitCents, weight }: Pick<OrderLine, 'unitCents' | 'weight'>,
  grams: number,
): number => Math.min(priceOfWeight(unitCents, grams), weight?.mostCents ?? Number.MAX_SAFE_INTEGER);

/** Whether a line that was weighed costs less than its weight would, as its customer agreed to no more. Pure. */
export const isCapped = ({
  unitCents,
  weight,
  totalCents,
}: Pick<OrderLine, 'unitCents' | 'weight' | 'totalCents'>): boolean =>
  weight !== null && weight.finalGrams !== null && totalCents < priceOfWeight(unitCents, weight.finalGrams);

/**
 * Lines of an order with what they weigh; null where one of them is not weighed, or weighs so little that it costs nothing. Pure.
 * @param weights grams by the place of the line, from 1
 */
export function weighedLines(order: Order, weights: ReadonlyMap<number, number>): WeighedLine[] | null {
  const weighable = new Set(weighablePositions(order));
  const weighed: WeighedLine[] = [];
  for (const [position, grams] of weights) {
    const line = order.lines[position - 1];
    if (!line || !weighable.has(position)) return null;
    const totalCents = priceWeighed(line, grams);
    if (totalCents < 1) return null;
    weighed.push({ position, grams, totalCents });
  }
  return weighed;
}

/** More than so many times what was ordered, or less than its part, is mostly a slip of the finger: 1200 for 120, 40 for 400, kilos for grams. */
const UNLIKELY_TIMES = 2;

/** Whether what was read of a line is more likely a slip of the finger than its weight. Pure. */
export const isUnlikelyWeight = ({ weight }: Pick<OrderLine, 'weight'>, grams: number): boolean =>
  weight !== null && (grams > weight.grams * UNLIKELY_TIMES || grams * UNLIKELY_TIMES < weight.grams);

/**
 * That what was read of each line may be its weight, or that somebody said so. Pure.
 * @param sure places of the lines, from 1, whose weight was read a second time
 * @throws WeightUnlikely
 */
export function assertLikely(
  { lines }: Pick<Order, 'lines'>,
  weights: ReadonlyMap<number, number>,
  sure: ReadonlySet<number>,
): void {
  const unlikely = [...weights].flatMap(([position, grams]) => {
    const line = lines[position - 1];
    return line?.weight && !sure.has(position) && isUnlikelyWeight(line, grams)
      ? [{ position, grams, ordered: line.weight.grams }]
      : [];
  });
  const [first] = unlikely;
  if (first)
    throw new WeightUnlikely(
      first,
      unlikely.map((one) => ({
        pointer: `/weight-${String(one.position)}`,
        message: WeightUnlikely.definition.detail(one),
      })),
    );
}

/** Whether lines of an order weigh what is noted of them already. Pure. */
export const isNoted = (order: Order, weights: ReadonlyMap<number, number>): boolean =>
  [...weights].every(([position, grams]) => order.lines[position - 1]?.weight?.finalGrams === grams);

/**
 * By how much the stock of each product changes, so that the order holds what these lines weigh: counted from what it holds, and
 * not from what was noted before, of which there may not have been so much. Pieces that are weighed stay as many. Pure.
 * @param held what the order has of each product; none of goods that were not counted when they were ordered
 */
export function stockOfWeights(
  order: Pick<Order, 'lines' | 'withdrawals'>,
  weighed: readonly WeighedLine[],
  held: ReadonlyMap<string, number>,
): StockChange[] {
  const gone = withdrawnPositions(order);
  const grams = new Map(weighed.map((line) => [line.position, line.grams]));
  const cut = new Set<string>();
  const lines = order.lines.flatMap((line, index) => {
    const finalGrams = grams.get(index + 1);
    if (gone.has(index + 1)) return [];
    if (line.weight === null || finalGrams === undefined) return [line];
    if (line.weight.by === 'weight') cut.add(line.productId);
    return [{ ...line, weight: { ...line.weight, finalGrams } }];
  });
  const wanted = amountsOf(lines);
  return [...cut].flatMap((productId): StockChange[] => {
    const taken = held.get(productId);
    const delta = (taken ?? 0) - (wanted.get(productId) ?? 0);
    return taken === undefined ? [] : [{ productId, delta, unit: 'grams' }];
  });
}

/** Whether something of an order was weighed: its goods are cut, so that it is being prepared. Pure. */
export const isWeighingBegun = ({
  lines,
}: {
  readonly lines: readonly Pick<OrderLine, 'weight'>[];
}): boolean => lines.some(({ weight }) => weight !== null && weight.finalGrams !== null);
