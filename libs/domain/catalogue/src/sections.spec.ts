import { moved, sectionsOf } from './sections';

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

  it('put a product elsewhere with all of its variants', () => {
    const small = { id: 'small', groupId: 'rye', section: 'Pains' };
    expect(moved([...shop, small], 'small', 'product', 0)).toEqual([
      'rye',
      'small',
      'loaf',
      'bag',
      'brioche',
    ]);
  });

  it.each([
    ['rye', 'product', 0, ['rye', 'loaf', 'bag', 'brioche']],
    ['loaf', 'product', 0, ['loaf', 'rye', 'bag', 'brioche']],
    ['loaf', 'product', 1, ['rye', 'loaf', 'bag', 'brioche']],
    ['loaf', 'product', 9, ['rye', 'loaf', 'bag', 'brioche']],
    ['brioche', 'product', 0, ['loaf', 'rye', 'bag', 'brioche']],
    ['brioche', 'section', 1, ['loaf', 'rye', 'brioche', 'bag']],
    ['rye', 'section', 2, ['bag', 'brioche', 'loaf', 'rye']],
    ['nobody', 'section', 0, ['loaf', 'rye', 'bag', 'brioche']],
  ] as const)('put %s as a %s at place %d', (id, what, place, order) => {
    expect(moved(shop, id, what, place)).toEqual(order);
  });
});
