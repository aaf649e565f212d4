import { MAX_ON_PAGE, productPages } from './product-pages';

const outlines = (count: number, choices: number, section: (at: number) => string | null = () => null) =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    groupId: `p${at}`,
    section: section(at),
    choices,
  }));

describe('the pages of a shop', () => {
  it('is one where it sells little or nothing', () => {
    expect(productPages([])).toEqual([{ ids: [], sections: [] }]);
    expect(productPages(outlines(MAX_ON_PAGE.products, 0))).toHaveLength(1);
  });

  it('are several where it sells much, each product on one of them', () => {
    const pages = productPages(outlines(250, 0));
    expect(pages.map(({ ids }) => ids.length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(250);
  });

  it('hold fewer products where these have many choices, and always one', () => {
    expect(productPages(outlines(20, 60)).map(({ ids }) => ids.length)).toEqual([6, 6, 6, 2]);
    expect(productPages(outlines(3, 1_000)).map(({ ids }) => ids.length)).toEqual([1, 1, 1]);
  });

  it('keep the variants of a product together', () => {
    const shop = outlines(150, 0).map((outline, at) => ({
      ...outline,
      groupId: at < 90 ? outline.id : 'shirt',
    }));
    expect(productPages(shop).map(({ ids }) => ids.length)).toEqual([150]);
  });

  it('keep sections together, and say which they show', () => {
    const pages = productPages(outlines(150, 0, (at) => (at % 2 === 0 ? 'Pains' : null)));
    expect(pages.map(({ sections }) => sections)).toEqual([['Pains', null], [null]]);
  });
});
