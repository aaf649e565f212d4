import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { type ProductInput, productInputSchema } from '@halles/contracts';
import { type Product, usualTerms, variantsOf, variantWords } from '@halles/domain/catalogue';
import { scopeOf, territory } from '../../testing/page-scopes';
import { guessColumns } from './product-columns';
import { productFile } from './product-file';
import { decisionOf, planImport } from './product-import-plan';
import { ProductVocabulary } from './product-vocabulary';

const scopes = { fr: scopeOf(territory(), 'fr'), en: scopeOf(territory(), 'en') };
const languages = [scopes.fr.texts, scopes.en.texts];
const vocabulary = new ProductVocabulary(languages, '33');
const usual = usualTerms('bakery');
const SIZES = [
  { name: 'Taille', values: ['S', 'M', 'L'] },
  { name: 'Couleur', values: ['rouge', '=bleu'] },
];

const shirts = (more: Partial<ProductInput> = {}, attributes = SIZES): Product[] => {
  const groupId = randomUUID();
  const said = {
    name: 'T-shirt',
    priceCents: 1_500,
    vat: 'standard',
    withdrawal: 'right',
    section: 'Habits',
  };
  return variantsOf(attributes).map((variant, position) => ({
    ...productInputSchema.parse({ ...said, allergens: [], ...more, variant }),
    ...{ id: position === 0 ? groupId : randomUUID(), groupId, position, listingId: 1, archivedAt: null },
  }));
};
const planOf = (rows: readonly (readonly string[])[], products: readonly Product[] = []) => {
  const lines = rows.map((cells, index) => ({ line: index + 1, cells }));
  return planImport({ lines, mapping: guessColumns(rows[0] ?? [], languages), products, vocabulary, usual });
};
const whats = async (rows: readonly (readonly string[])[], products: readonly Product[] = []) =>
  (await planOf(rows, products)).lines.map((line) =>
    line.what === 'wrong'
      ? Object.values(line.form.errors).map((error) => ('key' in error ? error.key : 'form'))
      : line.what,
  );
const rowsOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

describe('a file of products that are sold in variants', () => {
  it.each(['fr', 'en'] as const)(
    'that we wrote in %s has a line for each, and changes nothing',
    async (locale) => {
      const word = fc.constantFrom('S', 'grand modèle', '=1+1', '37,5', 'a / b', '-');
      const attributes = fc.uniqueArray(
        fc.record({
          name: fc.constantFrom('Taille', '=Couleur', 'Goût'),
          values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3, selector: ({ name }) => name },
      );
      await fc.assert(
        fc.asyncProperty(attributes, async (some) => {
          const products = shirts({}, some);
          const rows = rowsOf(productFile(products, scopes[locale]));
          const plan = await planOf(rows, products);
          expect(plan.lines.map(({ what }) => what)).toEqual(products.map(() => 'same'));
          const adds = decisionOf(await planOf(rows.map((cells) => cells.slice(0, -1)))).adds;
          expect(new Set(adds.map(({ groupId }) => groupId)).size).toBe(1);
          expect(adds.map(({ input }) => input)).toEqual(
            products.map(
              ({ id: _, groupId: _group, listingId: _shop, position: _place, archivedAt: _end, ...input }) =>
                input,
            ),
          );
        }),
        { numRuns: 40 },
      );
    },
  );

  it('says of new variants what it says of the first', async () => {
    const { adds } = decisionOf(
      await planOf([
        ['Nom', 'Variante', 'Prix', 'Description', 'Stock'],
        ['Savon', 'Parfum : rose', '5', 'À la main', '3'],
        ['Savon', 'Parfum\u00a0: lavande', '6', '', ''],
        ['Pain', '', '4', '', ''],
      ]),
    );
    expect(
      adds.map(({ input }) => [input.name, variantWords(input.variant), input.description, input.stock]),
    ).toEqual([
      ['Savon', 'rose', 'À la main', 3],
      ['Savon', 'lavande', 'À la main', null],
      ['Pain', '', '', null],
    ]);
    expect(adds[1]?.groupId).toBe(adds[0]?.groupId);
    expect(adds[2]?.groupId).toBeUndefined();
  });

  it('adds variants to a product that is there, and knows those that are', async () => {
    const products = shirts({}, [{ name: 'Taille', values: ['S', 'M'] }]);
    const rows = [
      ['Nom', 'Rayon', 'Variante', 'Prix'],
      ['T-shirt', 'Habits', 'Taille : M', '17'],
      ['T-shirt', 'Habits', 'Taille : XL', '18'],
    ];
    expect(await whats(rows, products)).toEqual(['change', 'add']);
    expect(decisionOf(await planOf(rows, products))).toMatchObject({
      adds: [{ groupId: products[0]?.groupId, input: { priceCents: 1_800, vat: 'standard' } }],
      changes: [{ id: products[1]?.id, input: { priceCents: 1_700 } }],
    });
  });

  it('says of all variants what it changes of one', async () => {
    const products = shirts({}, [{ name: 'Taille', values: ['S', 'M', 'L'] }]);
    const [head = [], first = [], second = [], third = []] = rowsOf(productFile(products, scopes.fr));
    const at = head.indexOf('Description');
    const plan = await planOf([head, first, second.with(at, 'En coton'), third], products);
    expect(plan.lines.map((line) => (line.what === 'change' ? line.facts : line.what))).toEqual(
      products.map(() => ['description']),
    );
    expect(
      await whats([head, first.with(at, 'En lin'), second.with(at, 'En coton'), third], products),
    ).toEqual(['change', ['variantsDiffer'], 'change']);
  });

  it('tells what is no variant, or twice one, or differs in something else', async () => {
    const products = shirts({}, [{ name: 'Taille', values: ['S', 'M'] }]);
    const head = ['Nom', 'Rayon', 'Variante', 'Prix', 'Référence du portail', 'TVA'];
    const [small, medium] = [products[0]?.id ?? '', products[1]?.id ?? ''];
    expect(
      await whats(
        [
          head,
          ['T-shirt', 'Habits', 'grand', '15', '', ''],
          ['T-shirt', 'Habits', 'Taille : M', '15', small, ''],
          ['T-shirt', 'Habits', 'Couleur : bleu', '15', '', ''],
          ['T-shirt', 'Habits', 'Taille : XL', '15', '', 'Taux réduit'],
          ['T-shirt', 'Habits', 'Taille : L', '15', '', ''],
          ['T-shirt', 'Habits', 'Taille : L', '16', '', ''],
        ],
        products,
      ),
    ).toEqual([['form'], ['variantTwice'], ['variantsNamed'], ['variantsDiffer'], 'add', ['lineOfSame']]);
    const swapped = [
      head,
      ['T-shirt', 'Habits', 'Taille : M', '15', small, ''],
      ['T-shirt', 'Habits', 'Taille : S', '15', medium, ''],
    ];
    expect(await whats(swapped, products)).toEqual(['change', 'change']);
  });
});
