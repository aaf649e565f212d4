import type { VatName } from '@halles/contracts';

/** A rate in hundredths of a per cent: 550 is 5.5 %. */
export type VatRate = number;

type Rates = Readonly<Record<VatName, VatRate>>;

/** CGI art. 278, 278-0 bis, 279, 281 quater and following. */
const METROPOLITAN: Rates = { standard: 2_000, intermediate: 1_000, reduced: 550, 'super-reduced': 210 };
/** CGI art. 296: Guadeloupe, Martinique, Réunion. */
const OVERSEAS: Rates = { standard: 850, intermediate: 210, reduced: 210, 'super-reduced': 210 };
/** CGI art. 294: Guyane and Mayotte; the collectivities overseas have a tax system of their own. */
const NONE: Rates = { standard: 0, intermediate: 0, reduced: 0, 'super-reduced': 0 };

const RATES_OF: Readonly<Record<string, Rates>> = { '971': OVERSEAS, '972': OVERSEAS, '974': OVERSEAS };
const OUTSIDE = /^9(73|7[5-9]|8\d)$/;

/** The rate of a name in a department or overseas territory (INSEE code: `33`, `2A`, `974`). Pure. */
export function vatRate(name: VatName, department: string): VatRate {
  return (RATES_OF[department] ?? (OUTSIDE.test(department) ? NONE : METROPOLITAN))[name];
}

/** Sums of lines that are taxed alike, in cents. */
export interface VatShare {
  readonly rate: VatRate;
  readonly includingTax: number;
  /** The tax within: rounded once per rate, half a cent upwards. */
  readonly tax: number;
}

/** A line, taxes included. */
interface Taxed {
  readonly totalCents: number;
  readonly rate: VatRate;
}

/**
 * The tax in a total, rate by rate, the lowest first. Prices include it: of each rate the lines are added up, and the tax
 * is computed and rounded once (BOI-TVA-DECLA-30-20-20: rounding of the total by rate). Pure.
 * @param earlier what was given back of the same sale before: the tax is that of all of it, less what was told of before, so that
 * the parts of a sale come to its tax to the cent
 */
export function vatShares(lines: readonly Taxed[], earlier: readonly Taxed[] = []): VatShare[] {
  const before = sumsByRate(earlier);
  return [...sumsByRate(lines)]
    .sort(([a], [b]) => a - b)
    .map(([rate, includingTax]) => {
      const refunded = before.get(rate) ?? 0;
      return { rate, includingTax, tax: taxIn(refunded + includingTax, rate) - taxIn(refunded, rate) };
    });
}

const taxIn = (cents: number, rate: VatRate): number => Math.round((cents * rate) / (10_000 + rate));

function sumsByRate(lines: readonly Taxed[]): Map<VatRate, number> {
  const sums = new Map<VatRate, number>();
  for (const { totalCents, rate } of lines) sums.set(rate, (sums.get(rate) ?? 0) + totalCents);
  return sums;
}
