import codes from './data/naf-rev2.json';

/** The 732 sub-classes of NAF rev. 2 with INSEE's labels. */
export const nafRev2: Readonly<Record<string, string>> = codes;

/** INSEE's label of a sub-class of NAF rev. 2, or undefined for a code that it does not have. */
export function nafRev2Label(code: string): string | undefined {
  return Object.hasOwn(nafRev2, code) ? nafRev2[code] : undefined;
}
