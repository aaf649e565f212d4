import { actChanges } from './act-words';

const texts = { line: (key: string) => key };

describe('what an act changed of products', () => {
  it('says hours and seasons in the language of the reader, and that a product without was always to be had', () => {
    const words = { fr: 'Seulement : samedi', en: 'Only: Saturday' };
    const products = {
      shown: [{ name: 'Pain', values: { hours: [null, words] as const }, others: [] }],
      count: 1,
    };
    const said = (locale: 'fr' | 'en') =>
      actChanges({ products, merge: null }, texts, locale).map(({ before, after }) => [before, after]);
    expect(said('fr')).toEqual([['pro.history.products.always', words.fr]]);
    expect(said('en')).toEqual([['pro.history.products.always', words.en]]);
  });
});
