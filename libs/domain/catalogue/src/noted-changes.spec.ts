import { MOST_NOTED_PRODUCTS, productInputSchema } from '@halles/contracts';
import { notedAdded, notedChanges, notedOnSale, notedTogether } from './noted-changes';
import type { Product } from './product';

const loaf = productInputSchema.parse({
  name: 'Pain',
  priceCents: 420,
  vat: 'reduced',
  withdrawal: 'perishable',
});
const product = (id: string, said: object = {}): Product => ({ ...loaf, ...said, id }) as Product;

describe('what the history keeps of a change of products', () => {
  it('is what each was and is called and costs, and that anything else changed', () => {
    const before = [product('a'), product('b'), product('c', { section: 'Pains' })];
    const changes = [
      { id: 'a', input: { ...loaf, name: 'Pain complet', priceCents: 450 } },
      { id: 'b', input: { ...loaf, description: 'Au levain', isAvailable: false } },
      { id: 'c', input: { ...loaf, section: 'Pains' } },
      { id: 'unknown', input: loaf },
    ];
    expect(notedChanges(before, changes)).toEqual({
      shown: [
        { name: 'Pain', values: { name: ['Pain', 'Pain complet'], priceCents: [420, 450] }, others: [] },
        { name: 'Pain', values: { isAvailable: [true, false] }, others: ['description'] },
      ],
      count: 2,
    });
  });

  it('is when it can be had, before and after, in words of both languages', () => {
    const season = { from: '09-15', until: '03-31' };
    const hours = [{ days: [6], from: 420, until: 720 }];
    expect(notedChanges([product('a')], [{ id: 'a', input: { ...loaf, hours, season } }]).shown).toEqual([
      {
        name: 'Pain',
        values: {
          hours: [
            null,
            {
              fr: 'Seulement\u00a0: samedi 7\u00a0h\u00a0– 12\u00a0h',
              en: expect.stringMatching(/^Only: Saturday 7/) as string,
            },
          ],
          season: [
            null,
            {
              fr: expect.stringMatching(/^Du 15.septembre au 31.mars$/) as string,
              en: expect.stringMatching(/^From .*15.* to .*31/) as string,
            },
          ],
        },
        others: [],
      },
    ]);
  });

  it('is nothing where nothing is said otherwise', () => {
    expect(notedChanges([product('a')], [{ id: 'a', input: loaf }])).toEqual({ shown: [], count: 0 });
  });

  it('has the first of many, and how many they are', () => {
    const before = Array.from({ length: 500 }, (_, at) => product(String(at)));
    const changes = before.map(({ id }) => ({ id, input: { ...loaf, priceCents: 500 } }));
    const found = notedTogether(notedChanges(before, changes), notedOnSale([loaf], false));
    expect([found.shown.length, found.count]).toEqual([MOST_NOTED_PRODUCTS, 501]);
  });

  it('is what a new one costs, and what is put on sale again', () => {
    expect(notedAdded([loaf]).shown).toEqual([
      { name: 'Pain', values: { priceCents: [null, 420] }, others: [] },
    ]);
    const variant = { ...loaf, variant: [{ attribute: 'Taille', value: 'Grand' }] };
    expect(notedOnSale([variant], true).shown).toEqual([
      { name: 'Pain – Grand', values: { onSale: [false, true] }, others: [] },
    ]);
  });
});
