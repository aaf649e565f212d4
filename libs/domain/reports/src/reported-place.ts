import { hasLink, isAboutPlace, type ListingReportInput } from '@halles/contracts';
import { communeNamed } from '@halles/domain/corrections';
import { canBeIn, type Degrees } from '@halles/domain/geo';
import type { CommuneWithMiddle } from '@halles/domain/listings';
import { slugOf, typedStreet } from '@halles/domain/text';
import type { FieldError } from '@halles/kernel';

/** Where somebody says that a business is: their word, kept as it was said. */
export interface ReportedPlace {
  /** "12 bis rue Neuve". */
  readonly line: string;
  readonly postalCode: string | null;
  /** INSEE code, of a commune of the territory. */
  readonly communeCode: string;
  /** Where they put the pin; null: they said the address alone. */
  readonly pin: Degrees | null;
}

/** The same with the name of its commune; null where the territory has it no more. */
export type NamedPlace = ReportedPlace & { readonly communeName: string | null };

/** "4 place du Parlement, 33000 Bordeaux". Pure. */
export const reportedPlaceLine = ({ line, postalCode, communeName }: NamedPlace): string =>
  [line, [postalCode, communeName].filter(Boolean).join(' ')].filter(Boolean).join(', ');

/** What of a report says where the business is. */
export type PlaceFields = Pick<ListingReportInput, 'kind' | 'line' | 'postalCode' | 'commune'> & {
  readonly pin?: Degrees | null;
};

/** By what a said place is read. */
export interface PlaceKnown {
  readonly communes: readonly CommuneWithMiddle[];
  /** What the page says. */
  readonly shown: { readonly line: string | null; readonly communeCode: string };
}

const WRONG = {
  line: {
    fr: 'Écrivez le numéro et la rue, par exemple 12 bis rue Neuve. Si vous ne les connaissez pas, laissez l’adresse vide.',
    en: 'Write the number and the street, for example 12 bis rue Neuve. If you do not know them, leave the address empty.',
  },
  long: {
    fr: 'C’est trop long\u00a0: 120 caractères au plus pour la rue.',
    en: 'This is too long: at most 120 characters for the street.',
  },
  same: {
    fr: 'C’est l’adresse que la page indique déjà. Écrivez la nouvelle, ou laissez l’adresse vide.',
    en: 'This is the address that the page says already. Write the new one, or leave the address empty.',
  },
  postalCode: {
    fr: 'Un code postal a cinq chiffres. Laissez-le vide si vous ne le connaissez pas.',
    en: 'A postal code has five digits. Leave it empty if you do not know it.',
  },
  commune: {
    fr: 'Cette commune n’est pas dans cet annuaire. Vérifiez son nom\u00a0; si le commerce est parti ailleurs, choisissez «\u00a0C’est fermé définitivement\u00a0».',
    en: 'This town is not in this directory. Check its name; if the business has gone elsewhere, choose “It is closed for good”.',
  },
  pin: {
    fr: 'Le repère n’est pas dans cette commune\u00a0: placez-le à nouveau.',
    en: 'The pin is not in this town: place it again.',
  },
} as const;

/**
 * Where a report says that the business is: null where it says nothing of it, or is about something else; what is wrong with
 * it otherwise. Pure.
 */
export function readReportedPlace(
  { kind, line, postalCode, commune, pin = null }: PlaceFields,
  { communes, shown }: PlaceKnown,
): { readonly place: ReportedPlace | null } | { readonly errors: readonly FieldError[] } {
  if (!isAboutPlace(kind) || `${line}${postalCode}${commune}` === '') return { place: null };
  const communeCode = commune === '' ? shown.communeCode : communeNamed(commune, postalCode, communes);
  const { street } = typedStreet(line);
  const isSame = communeCode === shown.communeCode && slugOf(line) === slugOf(shown.line ?? '');
  const middle = communes.find(({ code }) => code === communeCode);
  const wrong: (keyof typeof WRONG)[] = [];
  if (street.length > 120) wrong.push('long');
  else if (!/\p{L}{2}/u.test(street) || hasLink(line)) wrong.push('line');
  else if (isSame && pin === null) wrong.push('same');
  if (postalCode !== '' && !/^\d{5}$/.test(postalCode)) wrong.push('postalCode');
  if (!middle) wrong.push('commune');
  else if (pin !== null && !canBeIn(middle, pin)) wrong.push('pin');
  if (wrong.length > 0 || communeCode === null)
    return {
      errors: wrong.map((what) => ({
        pointer: `/${what === 'same' || what === 'long' ? 'line' : what}`,
        message: WRONG[what],
      })),
    };
  return { place: { line, postalCode: postalCode || null, communeCode, pin } };
}
