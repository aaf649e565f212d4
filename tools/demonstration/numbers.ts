/** The digit that makes a number of decimal digits pass Luhn's test when it is put at its end. */
function checkDigit(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** SIREN 999 xxx xxx are given to nobody. */
const RANGE = 100_000;

/**
 * A SIRET that passes every test and is nobody's: the `rank`th of the range 999 00 000 to 999 99 999.
 * @throws RangeError beyond it
 */
export function fictitiousSiret(rank: number): string {
  if (rank < 0 || rank >= RANGE) throw new RangeError(`no SIREN of rank ${rank}`);
  const siren = `999${String(rank).padStart(5, '0')}`;
  const establishment = `${siren}${checkDigit(siren)}0001`;
  return `${establishment}${checkDigit(establishment)}`;
}

/** The beginnings that ARCEP keeps for fiction (decision 2018-0881): ten thousand numbers each. */
export const fictionalPrefixes = ['019900', '026191', '035301', '046571', '053649', '063998'] as const;
export type FictionalPrefix = (typeof fictionalPrefixes)[number];

const NUMBERS = 10_000;
/** Prime to the range: each number once, in no visible order. */
const STEP = 7_919;

/** The `rank`th number of a prefix, in the international form; null once all are given. */
export function fictitiousPhone(prefix: FictionalPrefix, rank: number): string | null {
  if (rank >= NUMBERS) return null;
  const digits = `${prefix}${String((rank * STEP) % NUMBERS).padStart(4, '0')}`;
  // 06 39 is Mayotte's too: the country is said.
  return `+33 ${digits.slice(1, 2)} ${digits.slice(2).replace(/(..)(?=.)/g, '$1 ')}`;
}
