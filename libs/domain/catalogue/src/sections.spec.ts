import { raised, sectionsOf } from './sections';

const shop = [
  { id: 'loaf', section: 'Pains' },
  { id: 'bag', section: null },
  { id: 'brioche', section: 'Viennoiseries' },
  { id: 'rye', section: 'Pains' },
];

describe('sections of a shop', () => {
  it('stand in the order of their first products', () => {
    expect(sectionsOf(shop).map(({ name, products }) => [name, products.map(({ id }) => id)])).toEqual([
      ['Pains', ['loaf', 'rye']],
      [null, ['bag']],
      ['Viennoiseries', ['brioche']],
    ]);
    expect(sectionsOf([])).toEqual([]);
  });

  it.each([
    ['rye', 'product', ['rye', 'loaf', 'bag', 'brioche']],
    ['loaf', 'product', ['loaf', 'rye', 'bag', 'brioche']],
    ['brioche', 'product', ['loaf', 'rye', 'bag', 'brioche']],
    ['brioche', 'section', ['loaf', 'rye', 'brioche', 'bag']],
    ['rye', 'section', ['loaf', 'rye', 'bag', 'brioche']],
    ['nobody', 'section', ['loaf', 'rye', 'bag', 'brioche']],
  ] as const)('put %s one place further up as a %s', (id, what, order) => {
    expect(raised(shop, id, what)).toEqual(order);
  });
});
