import { randomUUID } from 'node:crypto';
import { type ProductInput, productInputSchema } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { type FormValues, PostedForm } from '@halles/platform/forms';
import { readTable, tableForm, tableValues } from './product-table.form';

const aProduct = (more: Partial<ProductInput> = {}, id: string = randomUUID()): Product => ({
  ...productInputSchema.parse({
    name: 'Pain',
    priceCents: 420,
    vat: 'reduced',
    withdrawal: 'perishable',
    ...more,
  }),
  ...{ id, groupId: id, position: 0, listingId: 1, archivedAt: null },
});
/** The rows of a table that was filled in with these, and typed into. */
const typed = (shown: readonly Product[], over: FormValues = {}) => {
  const read = tableForm.read(new PostedForm({ ...tableValues(shown), ...over }));
  return read.ok ? read.input : [];
};

describe('a table of products', () => {
  const loaf = aProduct({ stock: 5, section: 'Pains', description: 'Au levain' });
  const brioche = aProduct({ name: 'Brioche' });
  const shop = [loaf, brioche];

  it('changes nothing that was not typed over, whatever it says by now', () => {
    expect(readTable(typed(shop), [{ ...loaf, stock: 3, priceCents: 1 }])).toEqual({
      changes: [],
      errors: {},
      isOutdated: false,
    });
  });

  it('changes what was typed over, and of a product nothing else', () => {
    const rows = typed(shop, { 'price-0': ['4,50'], 'isAvailable-1': [], 'section-1': ['Viennoiseries'] });
    const sold = { ...loaf, stock: 4 };
    const { changes, errors } = readTable(rows, [sold, brioche]);
    expect(errors).toEqual({});
    expect(changes).toMatchObject([
      { id: loaf.id, input: { priceCents: 450, stock: 4, description: 'Au levain' } },
      { id: brioche.id, input: { isAvailable: false, section: 'Viennoiseries', priceCents: 420 } },
    ]);
  });

  it('leaves a text as it was that the page did not ask for', () => {
    const { ['name-0']: _name, ['section-0']: _section, ...asked } = tableValues([loaf]);
    const read = tableForm.read(new PostedForm({ ...asked, 'price-0': ['4,50'] }));
    const { changes } = readTable(read.ok ? read.input : [], [loaf]);
    expect(changes).toMatchObject([
      { id: loaf.id, input: { name: 'Pain', section: 'Pains', priceCents: 450 } },
    ]);
  });

  it('tells what is wrong at its field', () => {
    const rows = typed(shop, { 'name-0': [''], 'price-1': ['gratuit'], 'stock-1': ['-1'] });
    expect(Object.keys(readTable(rows, shop).errors)).toEqual(['name-0', 'price-1', 'stock-1']);
  });

  it('tells what somebody else changed meanwhile, or took off sale', () => {
    const rows = typed(shop, { 'price-0': ['4,50'], 'name-1': ['Brioche tressée'] });
    expect(readTable(rows, [{ ...loaf, priceCents: 480 }])).toMatchObject({
      errors: { 'price-0': { key: 'tableChanged', words: { now: '4,80' } }, 'name-1': { key: 'tableGone' } },
      isOutdated: true,
    });
    expect(readTable(rows, [{ ...loaf, priceCents: 450 }, brioche]).isOutdated).toBe(false);
  });

  it('changes nothing for a page that says nonsense of what it showed', () => {
    for (const shown of ['', '{', 'null', '[1]'])
      expect(readTable(typed([loaf], { 'shown-0': [shown] }), [loaf])).toMatchObject({
        changes: [],
        isOutdated: false,
      });
    expect(typed([loaf], { 'id-0': ['x'] })).toEqual([]);
  });

  it('reads a page that changes what it did not show as one that is outdated', () => {
    expect(readTable(typed([loaf], { 'shown-0': ['{}'], 'price-0': ['9'] }), [loaf]).isOutdated).toBe(true);
  });
});
