/**
 * The classifications of activities that the French register has used and will use, as its files spell them
 * (`nomenclatureActivitePrincipale…`). NAF 2025 replaces NAF rev. 2 on 1 January 2027; a code means nothing without its
 * nomenclature, because many codes exist in both with another sense.
 */
export const nafNomenclatures = ['NAFRev2', 'NAF2025'] as const;

export type NafNomenclature = (typeof nafNomenclatures)[number];

/** A sub-class code: two digits, a dot, two digits and a letter (`10.71C`). */
export type NafCode = string & { readonly __naf: unique symbol };

/** A code and the classification that gives it its sense: what is stored. */
export interface Naf {
  readonly code: NafCode;
  readonly nomenclature: NafNomenclature;
}

/** `10.71C`, `1071C`, `10 71 c`: with or without dot, spaces and capitals. */
const LOOSE = /^(\d{2})[.\s]?(\d{2})\s?([A-Z])$/;

/** The code in its official form (`1071c` → `10.71C`), or null where the text has none. */
export function parseNafCode(text: string): NafCode | null {
  const parts = LOOSE.exec(text.trim().toUpperCase());
  return parts === null ? null : (`${parts[1]}.${parts[2]}${parts[3]}` as NafCode);
}

/**
 * The nomenclature that a register's column names (`NAFRev2`, `NAF2025`, `NAF25`; capitals, spaces and dots are free),
 * or null for the ones before 2008 (`NAP`, `NAF1993`, `NAFRev1`), which the product does not read.
 */
export function parseNafNomenclature(text: string): NafNomenclature | null {
  const compact = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (compact === 'NAFREV2' || compact === 'NAF2008') return 'NAFRev2';
  return compact === 'NAF2025' || compact === 'NAF25' ? 'NAF2025' : null;
}
