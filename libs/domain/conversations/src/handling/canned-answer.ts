/** What a shop answers often. */
export interface CannedAnswer {
  readonly id: string;
  /** What is typed behind a slash for it: small letters, digits and hyphens. */
  readonly shortcut: string;
  /** With names of what is filled in, in braces. */
  readonly text: string;
}

/** What the words in braces stand for. */
export interface CannedValues {
  /** The customer. */
  readonly firstName: string;
  readonly shop: string;
  /** The hours of today. */
  readonly hoursToday: string;
}

/** By what each is called in a text; people type accents or leave them out. */
const NAMES: Readonly<Record<string, keyof CannedValues>> = {
  prénom: 'firstName',
  prenom: 'firstName',
  'first name': 'firstName',
  commerce: 'shop',
  shop: 'shop',
  'horaires du jour': 'hoursToday',
  'hours today': 'hoursToday',
};

/** The text with what its words in braces stand for; other braces stay as they are written. Pure. */
export const filledIn = (text: string, values: CannedValues): string =>
  text.replace(/\{([^{}\n]{1,30})\}/g, (whole, name: string) => {
    const key = name.normalize('NFC').trim().toLowerCase();
    const known = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
    return known === undefined ? whole : values[known];
  });
