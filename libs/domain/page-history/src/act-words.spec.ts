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

  it('says every fact with what it was and is, what is offered by its words, and what nothing is', () => {
    const values = {
      description: ['', 'Au levain'],
      vat: [['reduced'], ['standard']],
      stock: [null, 12],
      noticeDays: [0, 2],
      minimumAge: [null, 18],
      onRequest: [false, true],
      allergens: [null, ['gluten', 'milk']],
      labels: [[], ['organic']],
    } as const;
    const products = { shown: [{ name: 'Pain', values, others: ['ean'] }], count: 1 };
    const changes = actChanges({ products, merge: null }, texts, 'fr').map(({ before, after }) => [
      before.replace('pro.history.products.', ''),
      after.replace('pro.history.products.', ''),
    ]);
    const option = (name: string): string => `products.options.${name}`;
    expect(changes).toEqual([
      ['none', 'Au levain'],
      [option('vat.reduced'), option('vat.standard')],
      ['notCounted', '12'],
      ['onRequest.no', 'onRequest.yes'],
      ['noticeDays', 'noticeDays'],
      ['none', 'minimumAge'],
      ['notSaid', `${option('allergens.gluten')}, ${option('allergens.milk')}`],
      ['none', option('labels.organic')],
      ['otherBefore', 'otherAfter'],
    ]);
  });
});
