import { MOST_NOTED_PRODUCTS, productInputSchema } from '@halles/contracts';
import { notedAdded, notedChanges, notedOnSale, notedTogether } from './noted-changes';
import { excerpts } from './noted-values';
import type { Product } from './product';

const loaf = productInputSchema.parse({
  name: 'Pain',
  priceCents: 420,
  vat: 'reduced',
  withdrawal: 'perishable',
});
const product = (id: string, said: object = {}): Product => ({ ...loaf, ...said, id }) as Product;

describe('what the history keeps of a change of products', () => {
  it('is what each was and is', () => {
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
        {
          name: 'Pain',
          values: { description: ['', 'Au levain'], isAvailable: [true, false] },
          others: [],
        },
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

  it('is every fact of a product, as a form offers it or in words of both languages', () => {
    const full = productInputSchema.parse({
      ...loaf,
      weighing: { by: 'weight', least: 100, most: 2_000, step: 50 },
      vat: 'standard',
      stock: 1_500,
      onRequest: true,
      noticeDays: 2,
      minimumAge: 18,
      ageRestriction: 'vaping',
      withdrawal: 'sealed',
      allergens: ['gluten', 'milk'],
      labels: ['organic'],
      content: { amount: 750, unit: 'ml' },
      ean: '4006381333931',
      options: [{ name: 'Tranche', min: 1, max: 1, choices: [{ name: 'fine', cents: 0 }] }],
      variant: [{ attribute: 'Taille', value: 'Grand' }],
    });
    const [{ values, others } = { values: {}, others: ['nothing'] }] = notedChanges(
      [product('a')],
      [{ id: 'a', input: full }],
    ).shown;
    expect(others).toEqual([]);
    expect(values).toEqual({
      weighing: [
        { fr: 'à la pièce', en: 'by the piece' },
        {
          fr: 'au poids, de 100\u00a0g à 2\u00a0kg par 50\u00a0g',
          en: 'by weight, from 100\u00a0g to 2\u00a0kg in steps of 50\u00a0g',
        },
      ],
      vat: [['reduced'], ['standard']],
      stock: [null, { fr: '1,5\u00a0kg', en: '1.5\u00a0kg' }],
      onRequest: [false, true],
      noticeDays: [0, 2],
      minimumAge: [null, 18],
      ageRestriction: [['none'], ['vaping']],
      withdrawal: [['perishable'], ['sealed']],
      allergens: [null, ['gluten', 'milk']],
      labels: [[], ['organic']],
      content: [null, { fr: '75\u00a0cl', en: '75\u00a0cl' }],
      ean: [null, '4006381333931'],
      options: [
        { fr: '', en: '' },
        { fr: 'Tranche (1 au choix)\u00a0: fine', en: 'Tranche (1 to choose): fine' },
      ],
      variant: [
        { fr: '', en: '' },
        { fr: 'Taille\u00a0: Grand', en: 'Taille: Grand' },
      ],
    });
  });

  it('is of a long text the part that differs', () => {
    const start = 'a'.repeat(500);
    const [before, after] = excerpts(start, `${start}${'b'.repeat(900)}`);
    expect([before, after]).toEqual([`…${'a'.repeat(40)}`, `…${'a'.repeat(40)}${'b'.repeat(260)}…`]);
    expect(excerpts('', 'Au levain')).toEqual(['', 'Au levain']);
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
