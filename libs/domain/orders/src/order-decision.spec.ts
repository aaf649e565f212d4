import { productInputSchema } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { type ChosenLine, linesOf, pricedTogether, priceLines } from './order-decision';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
const HEN = { by: 'piece', grams: 1_400 } as const;
const CONDITIONS = { department: '26', tolerance: 10 };

const product = (weighing: Product['weighing']): Product => ({
  ...productInputSchema.parse({ name: 'Rôti', priceCents: 1_000, vat: 'reduced', withdrawal: 'perishable' }),
  ...{ weighing, id: 'p', groupId: 'p', listingId: 1, position: 0, archivedAt: null },
});
const line = (quantity: number, weight: ChosenLine['weight'] = null): ChosenLine => ({
  ...{ productId: 'p', quantity, weight },
  choices: [],
});
const ordered = (sold: Product, ...rows: readonly ChosenLine[]) =>
  linesOf(pricedTogether(priceLines(rows, [sold])), CONDITIONS);

describe('two rows of a basket with the same product and the same choices', () => {
  it('are all of what was chosen by weight, at its price', () => {
    const rows = [500, 300].map((grams) => line(1, { by: 'weight', grams }));
    expect(ordered(product(CUT), ...rows)).toMatchObject([
      { quantity: 1, totalCents: 800, weight: { by: 'weight', grams: 800, mostCents: 880 } },
    ]);
  });

  it('weigh as much as all of their pieces', () => {
    expect(ordered(product(HEN), line(2), line(3))).toMatchObject([
      { quantity: 5, totalCents: 7_000, weight: { by: 'piece', grams: 7_000, mostCents: 7_700 } },
    ]);
  });

  it('say where it cannot be had together', () => {
    const rows = [1_500, 1_000].map((grams) => line(1, { by: 'weight', grams }));
    expect(pricedTogether(priceLines(rows, [product(CUT)]))).toMatchObject([
      { price: { problem: 'weight', most: 2_000 } },
    ]);
  });
});
