import type { Allergen } from '@halles/contracts';
import { type Locale, type PluralForm, pluralForm } from '@halles/kernel';

/** As regulation (EU) 1169/2011, annex II, names them, in short. */
const WORDS: Readonly<Record<Locale, Readonly<Record<Allergen, string>>>> = {
  fr: {
    gluten: 'gluten',
    crustaceans: 'crustacés',
    eggs: 'œufs',
    fish: 'poisson',
    peanuts: 'arachides',
    soybeans: 'soja',
    milk: 'lait',
    nuts: 'fruits à coque',
    celery: 'céleri',
    mustard: 'moutarde',
    sesame: 'sésame',
    sulphites: 'sulfites',
    lupin: 'lupin',
    molluscs: 'mollusques',
  },
  en: {
    gluten: 'gluten',
    crustaceans: 'crustaceans',
    eggs: 'eggs',
    fish: 'fish',
    peanuts: 'peanuts',
    soybeans: 'soybeans',
    milk: 'milk',
    nuts: 'nuts',
    celery: 'celery',
    mustard: 'mustard',
    sesame: 'sesame',
    sulphites: 'sulphites',
    lupin: 'lupin',
    molluscs: 'molluscs',
  },
};

const NONE: Readonly<Record<Locale, string>> = {
  fr: 'Aucun des quatorze allergènes à déclarer',
  en: 'None of the fourteen allergens that must be declared',
};

const HEADING: Readonly<Record<Locale, Readonly<Record<PluralForm, string>>>> = {
  fr: { one: 'Allergène', other: 'Allergènes' },
  en: { one: 'Allergen', other: 'Allergens' },
};

/** Which of the fourteen a product contains: "Allergènes : gluten, lait"; null where nothing was said. Pure. */
export function allergenWords(allergens: readonly Allergen[] | null, locale: Locale): string | null {
  if (allergens === null) return null;
  if (allergens.length === 0) return NONE[locale];
  const list = allergens.map((allergen) => WORDS[locale][allergen]).join(', ');
  return `${HEADING[locale][pluralForm(allergens.length, locale)]}${locale === 'fr' ? '\u00a0' : ''}: ${list}`;
}
