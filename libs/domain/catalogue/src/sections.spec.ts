import { raised, sectionsOf } from './sections';

const shop = [
  { id: 'loaf', groupId: 'loaf', section: 'Pains' },
  { id: 'bag', groupId: 'bag', section: null },
  { id: 'brioche', groupId: 'brioche', section: 'Viennoiseries' },
  { id: 'rye', groupId: 'rye', section: 'Pains' },
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

  it('put a product further up with all of its variants', () => {
    const small = { id: 'small', groupId: 'rye', section: 'Pains' };
    expect(raised([...shop, small], 'small', 'product')).toEqual(['rye', 'small', 'loaf', 'bag', 'brioche']);
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
