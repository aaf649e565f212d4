import type { DeliveryZone, PostRules } from '@halles/contracts';
import type { OrderLine } from '../order';

/** What delivery to a zone costs, or what is missing of the least that is delivered there. */
export type Charge = { readonly feeCents: number } | { readonly missingCents: number };

/** What a zone charges for goods of a value. Pure. */
export function chargeOf(
  {
    feeCents,
    minimumCents,
    freeFromCents,
  }: Pick<DeliveryZone, 'feeCents' | 'minimumCents' | 'freeFromCents'>,
  goodsCents: number,
): Charge {
  if (goodsCents < minimumCents) return { missingCents: minimumCents - goodsCents };
  return { feeCents: freeFromCents !== null && goodsCents >= freeFromCents ? 0 : feeCents };
}

/** What the zones that an address lies in charge: the least of them; where all want more goods, the least that is missing. Null: it lies in none. Pure. */
export function leastCharge(
  zones: readonly Pick<DeliveryZone, 'feeCents' | 'minimumCents' | 'freeFromCents'>[],
  goodsCents: number,
): Charge | null {
  const charges = zones.map((zone) => chargeOf(zone, goodsCents));
  const fees = charges.flatMap((charge) => ('feeCents' in charge ? [charge.feeCents] : []));
  if (fees.length > 0) return { feeCents: Math.min(...fees) };
  const missing = charges.flatMap((charge) => ('missingCents' in charge ? [charge.missingCents] : []));
  return missing.length > 0 ? { missingCents: Math.min(...missing) } : null;
}

/** What sending goods of a value by post costs: that of the last band that it reaches. Pure. */
export const postFee = ({ bands }: Pick<PostRules, 'bands'>, goodsCents: number): number =>
  bands.findLast(({ fromCents }) => goodsCents >= fromCents)?.feeCents ?? 0;

/** A part of a fee that is taxed at one rate, as a line of an order is. */
export type FeeShare = Pick<OrderLine, 'totalCents' | 'vatRate'>;

/** A line, or a part of a fee, as its tax is computed. Pure. */
export const taxedAt = ({ totalCents, vatRate }: FeeShare) => ({ totalCents, rate: vatRate });

/**
 * A fee by rates of tax. What is charged for transport is part of the price of the goods (code général des impôts, art. 267, I, 2°)
 * and follows their rates; where they have several, in proportion to what is paid for at each. Cents that are left over go to
 * where most was cut off, the highest rate first. Pure.
 * @param lines that are paid for
 */
export function feeShares(feeCents: number, lines: readonly FeeShare[]): FeeShare[] {
  const goods = new Map<number, number>();
  for (const { totalCents, vatRate } of lines) goods.set(vatRate, (goods.get(vatRate) ?? 0) + totalCents);
  const total = [...goods.values()].reduce((sum, cents) => sum + cents, 0);
  if (feeCents === 0 || total === 0) return [];
  const shares = [...goods].map(([vatRate, cents]) => ({
    vatRate,
    totalCents: Math.floor((feeCents * cents) / total),
    rest: (feeCents * cents) % total,
  }));
  const left = feeCents - shares.reduce((sum, { totalCents }) => sum + totalCents, 0);
  return shares
    .sort((one, other) => other.rest - one.rest || other.vatRate - one.vatRate)
    .map(({ vatRate, totalCents }, index) => ({ vatRate, totalCents: totalCents + (index < left ? 1 : 0) }))
    .filter(({ totalCents }) => totalCents > 0)
    .sort((one, other) => one.vatRate - other.vatRate);
}
