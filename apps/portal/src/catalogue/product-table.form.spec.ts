import { randomUUID } from 'node:crypto';
import { type ProductInput, productInputSchema } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { type FormValues, PostedForm } from '@halles/platform/forms';
import {
  readTable,
  RULE_FIELDS,
  TABLE_FIELDS,
  type TableField,
  tableForm,
  tableValues,
} from './product-table.form';
import { ProductVocabulary } from './product-vocabulary';
import { scopeOf, territory } from '../../testing/page-scopes';

const { texts } = scopeOf(territory(), 'fr');
const vocabulary = new ProductVocabulary([texts], '33');
const reading = (rows: Parameters<typeof readTable>[0], products: readonly Product[]) =>
  readTable(rows, products, vocabulary);

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
const typed = (
  shown: readonly Product[],
  over: FormValues = {},
  fields: readonly TableField[] = TABLE_FIELDS,
) => {
  const read = tableForm.read(new PostedForm({ ...tableValues(shown, fields, vocabulary), ...over }));
  return read.ok ? read.input : [];
};

describe('a table of products', () => {
  const loaf = aProduct({ stock: 5, section: 'Pains', description: 'Au levain' });
  const brioche = aProduct({ name: 'Brioche' });
  const shop = [loaf, brioche];

  it('changes nothing that was not typed over, whatever it says by now', () => {
    expect(reading(typed(shop), [{ ...loaf, stock: 3, priceCents: 1 }])).toEqual({
      changes: [],
      archived: [],
      errors: {},
      isOutdated: false,
    });
  });

  it('changes what was typed over, and of a product nothing else', () => {
    const rows = typed(shop, { 'price-0': ['4,50'], 'isAvailable-1': [], 'section-1': ['Viennoiseries'] });
    const sold = { ...loaf, stock: 4 };
    const { changes, errors } = reading(rows, [sold, brioche]);
    expect(errors).toEqual({});
    expect(changes).toMatchObject([
      { id: loaf.id, input: { priceCents: 450, stock: 4, description: 'Au levain' } },
      { id: brioche.id, input: { isAvailable: false, section: 'Viennoiseries', priceCents: 420 } },
    ]);
  });

  it('leaves a text as it was that the page did not ask for', () => {
    const {
      ['name-0']: _name,
      ['section-0']: _section,
      ...asked
    } = tableValues([loaf], TABLE_FIELDS, vocabulary);
    const read = tableForm.read(new PostedForm({ ...asked, 'price-0': ['4,50'] }));
    const { changes } = reading(read.ok ? read.input : [], [loaf]);
    expect(changes).toMatchObject([
      { id: loaf.id, input: { name: 'Pain', section: 'Pains', priceCents: 450 } },
    ]);
  });

  it('tells what is wrong at its field', () => {
    const rows = typed(shop, { 'name-0': [''], 'price-1': ['gratuit'], 'stock-1': ['-1'] });
    expect(Object.keys(reading(rows, shop).errors)).toEqual(['name-0', 'price-1', 'stock-1']);
  });

  it('tells what somebody else changed meanwhile, or took off sale', () => {
    const rows = typed(shop, { 'price-0': ['4,50'], 'name-1': ['Brioche tressée'] });
    expect(reading(rows, [{ ...loaf, priceCents: 480 }])).toMatchObject({
      errors: { 'price-0': { key: 'tableChanged', words: { now: '4,80' } }, 'name-1': { key: 'tableGone' } },
      isOutdated: true,
    });
    expect(reading(rows, [{ ...loaf, priceCents: 450 }, brioche]).isOutdated).toBe(false);
  });

  it('changes nothing for a page that says nonsense of what it showed', () => {
    for (const shown of ['', '{', 'null', '[1]'])
      expect(reading(typed([loaf], { 'shown-0': [shown] }), [loaf])).toMatchObject({
        changes: [],
        isOutdated: false,
      });
    expect(typed([loaf], { 'id-0': ['x'] })).toEqual([]);
  });

  it('reads a page that changes what it did not show as one that is outdated', () => {
    expect(reading(typed([loaf], { 'shown-0': ['{}'], 'price-0': ['9'] }), [loaf]).isOutdated).toBe(true);
  });

  it('changes rules alone where rules are shown: a box that is not there says nothing', () => {
    const rows = typed(
      [loaf],
      { 'vat-0': ['standard'], 'noticeDays-0': ['2'], 'allergens-0': ['lait ; Gluten'] },
      RULE_FIELDS,
    );
    const { changes, errors } = reading(rows, [loaf]);
    expect(errors).toEqual({});
    expect(changes).toMatchObject([
      {
        id: loaf.id,
        input: {
          vat: 'standard',
          noticeDays: 2,
          allergens: ['gluten', 'milk'],
          isAvailable: true,
          name: 'Pain',
          stock: 5,
        },
      },
    ]);
  });

  it('reads that there are no allergens, and that nothing is known of them', () => {
    const known = aProduct({ allergens: ['milk'] });
    const allergensOf = (text: string) =>
      reading(typed([known], { 'allergens-0': [text] }, RULE_FIELDS), [known]).changes[0]?.input.allergens;
    expect([allergensOf('Aucun'), allergensOf('Aucun des quatorze'), allergensOf('')]).toEqual([
      [],
      [],
      null,
    ]);
  });

  it('tells which words are no allergens, and other rules that are wrong', () => {
    const rows = typed(
      shop,
      { 'allergens-0': ['Lait, fraise'], 'noticeDays-1': ['99'], 'vat-1': ['zero'] },
      RULE_FIELDS,
    );
    expect(reading(rows, shop).errors).toMatchObject({
      'allergens-0': { key: 'allergenWords', words: { text: 'fraise' } },
      'noticeDays-1': { key: 'noticeDays' },
      'vat-1': { key: 'vat' },
    });
  });

  it('takes off sale what is ticked, and nothing that is gone already', () => {
    const rows = typed(
      shop,
      { 'archive-0': ['yes'], 'archive-1': ['yes'], 'vat-1': ['standard'] },
      RULE_FIELDS,
    );
    expect(reading(rows, shop)).toMatchObject({ archived: [loaf.id, brioche.id], changes: [], errors: {} });
    expect(reading(rows, [brioche]).isOutdated).toBe(true);
  });

  it('tells in words which rate somebody else chose meanwhile', () => {
    const rows = typed([loaf], { 'vat-0': ['standard'] }, RULE_FIELDS);
    expect(reading(rows, [{ ...loaf, vat: 'intermediate' }]).errors).toMatchObject({
      'vat-0': { key: 'tableChanged', words: { now: 'Taux intermédiaire' } },
    });
  });
});
