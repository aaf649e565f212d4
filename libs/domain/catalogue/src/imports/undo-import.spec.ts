import { type ProductInput, productInputSchema } from '@halles/contracts';
import type { Product } from '../product';
import { undoing } from './undo-import';

const said = (parts: Partial<ProductInput>): ProductInput => ({
  ...productInputSchema.parse({ name: 'Pain', priceCents: 200, vat: 'reduced', withdrawal: 'perishable' }),
  ...parts,
});
const onSale = (parts: Partial<ProductInput>): Product => ({
  ...said(parts),
  id: '0196a1b2-0000-7000-8000-000000000001',
  groupId: '0196a1b2-0000-7000-8000-000000000001',
  listingId: 1,
  position: 0,
  archivedAt: null,
});
const less = (cents: number): ProductInput['options'] => [
  { name: 'Taille', min: 0, max: 1, choices: [{ name: 'Petit', cents: -cents }] },
];

describe('an import that is taken back', () => {
  const change = {
    productId: '0196a1b2-0000-7000-8000-000000000001',
    before: said({ priceCents: 200 }),
    after: said({ priceCents: 500 }),
  };

  it('restores what it said, and keeps what was said of the rest since', () => {
    expect(undoing(change, onSale({ priceCents: 500, options: less(100) }), false)).toMatchObject({
      what: 'restore',
      input: { priceCents: 200, options: less(100) },
    });
  });

  it('leaves a product alone whose price of then cannot carry the choices of now', () => {
    expect(undoing(change, onSale({ priceCents: 500, options: less(300) }), false)).toEqual({
      what: 'keep',
      because: 'changed',
    });
  });
});
