import type { Allergen } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

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

/** Which of the fourteen a product contains: "Allergènes : gluten, lait"; null where nothing was said. Pure. */
export function allergenWords(allergens: readonly Allergen[] | null, locale: Locale): string | null {
  if (allergens === null) return null;
  if (allergens.length === 0) return NONE[locale];
  const list = allergens.map((allergen) => WORDS[locale][allergen]).join(', ');
  const s = allergens.length === 1 ? '' : 's';
  return locale === 'fr' ? `Allergène${s}\u00a0: ${list}` : `Allergen${s}: ${list}`;
}
