import { ALLERGENS } from '@halles/contracts';
import { allergenWords } from './allergens';

describe('what is said of allergens', () => {
  it.each([
    [['gluten', 'milk'], 'fr', 'Allergènes\u00a0: gluten, lait'],
    [['nuts'], 'fr', 'Allergène\u00a0: fruits à coque'],
    [['gluten', 'milk'], 'en', 'Allergens: gluten, milk'],
    [[], 'fr', 'Aucun des quatorze allergènes à déclarer'],
    [null, 'fr', null],
  ] as const)('of %j, in %s', (allergens, locale, words) => {
    expect(allergenWords(allergens, locale)).toBe(words);
  });

  it('names each of the fourteen apart, in both languages', () => {
    for (const locale of ['fr', 'en'] as const)
      expect(new Set(ALLERGENS.map((allergen) => allergenWords([allergen], locale))).size).toBe(14);
  });
});
