import {
  ALLERGENS,
  CONTENT_UNITS,
  MAX_GRAMS,
  PRODUCT_COLUMNS,
  PRODUCT_LABELS,
  type ProductInput,
  productInputSchema,
  VAT_NAMES,
  WITHDRAWALS,
} from '@halles/contracts';
import { isSellable, type Product, type TableLine, usualTerms } from '@halles/domain/catalogue';
import { workbook } from '@halles/domain/text';
import { parseGtin } from '@halles/kernel';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { readSheet } from 'read-excel-file/node';
import { scopeOf, territory } from '../../testing/page-scopes';
import { guessColumns } from './product-columns';
import { productFile, productRows } from './product-file';
import type { PlannedLine } from './planned-line';
import { decisionOf, planImport } from './product-import-plan';
import { ProductVocabulary } from './product-vocabulary';

const scopes = { fr: scopeOf(territory(), 'fr'), en: scopeOf(territory(), 'en') };
const languages = [scopes.fr.texts, scopes.en.texts];
const vocabulary = new ProductVocabulary(languages, '33');
const usual = usualTerms('bakery');

const aProduct = (more: Partial<ProductInput> = {}, id: string = randomUUID(), position = 0): Product => ({
  ...productInputSchema.parse({
    name: 'Pain',
    priceCents: 420,
    vat: 'reduced',
    withdrawal: 'perishable',
    ...more,
  }),
  ...{ id, groupId: id, position, listingId: 1, archivedAt: null },
});

/** The lines of a file as the process that reads files gives them. */
const linesOf = (text: string): TableLine[] =>
  parse(text, { bom: true, relax_column_count: true }).map((cells, index) => ({
    line: index + 1,
    cells,
  }));
/** The same of the workbook, read by what that process reads workbooks by. */
async function linesOfWorkbook(products: readonly Product[]): Promise<TableLine[]> {
  const parts: Uint8Array[] = [];
  for await (const part of workbook('Produits', productRows(products, scopes.fr))) parts.push(part);
  const rows = await readSheet(Buffer.concat(parts), 1, { parseNumber: String, trim: false });
  return rows.map((cells, index) => ({
    line: index + 1,
    cells: cells.map((cell) => (cell === null ? '' : String(cell))),
  }));
}
const table = (...rows: readonly (readonly string[])[]): TableLine[] =>
  rows.map((cells, index) => ({ line: index + 1, cells }));

const planOf = (lines: readonly TableLine[], products: readonly Product[] = []) =>
  planImport({ lines, mapping: guessColumns(lines[0]?.cells ?? [], languages), products, vocabulary, usual });
const outcomes = async (
  lines: readonly TableLine[],
  products: readonly Product[] = [],
): Promise<readonly PlannedLine[]> => (await planOf(lines, products)).lines;
const wrongsOf = async (lines: readonly TableLine[], products: readonly Product[] = []) =>
  (await outcomes(lines, products)).map((line) =>
    line.what === 'wrong' ? Object.keys(line.form.errors) : line.what,
  );

/** A name with everything that a file could stumble over. */
const aName = (most: number) =>
  fc
    .string({
      unit: fc.constantFrom(...'abcé œ\'"=+-@;,|#()€0123456789.%«\u00a0»\t'),
      minLength: 1,
      maxLength: most,
    })
    .filter((text) => productInputSchema.shape.name.safeParse(text).success && text.trim() === text);
const aText = fc
  .string({ unit: fc.constantFrom(...'ab é\'"=+-@;,\n0'), maxLength: 80 })
  .map((text) => text.trim());
const someGrams = fc.integer({ min: 1, max: MAX_GRAMS });
const aWeighing = fc.oneof(
  fc.record({ by: fc.constant('piece' as const), grams: someGrams }),
  fc
    .record({ by: fc.constant('weight' as const), least: someGrams, most: someGrams, step: someGrams })
    .filter(({ least, most }) => least <= most),
);
const aChoiceName = aName(12).filter((name) => !name.includes(';'));
const aGroup = fc
  .record({
    name: aName(12),
    choices: fc.uniqueArray(fc.record({ name: aChoiceName, cents: fc.integer({ min: -50, max: 500 }) }), {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 4,
    }),
    min: fc.nat(4),
    max: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ name, choices, min, max }) => {
    const most = Math.min(max, choices.length);
    return { name, choices, min: Math.min(min, most), max: most };
  });
const anEan = fc.bigInt({ min: 1n, max: 999_999_999_999n }).map((number) => {
  const body = String(number).padStart(12, '0');
  return [...'0123456789'].map((digit) => parseGtin(body + digit)).find((ean) => ean !== null) ?? null;
});

/** Everything that the form of a product can say. */
const anInput: fc.Arbitrary<ProductInput> = fc
  .record({
    name: aName(40),
    description: aText,
    section: fc.option(aName(20)),
    priceCents: fc.integer({ min: 400, max: 9_000_000 }),
    vat: fc.constantFrom(...VAT_NAMES),
    stock: fc.option(fc.nat(1_000_000)),
    isAvailable: fc.boolean(),
    noticeDays: fc.nat(60),
    minimumAge: fc.constantFrom(null, 18 as const),
    withdrawal: fc.constantFrom(...WITHDRAWALS),
    allergens: fc.option(fc.subarray([...ALLERGENS])),
    labels: fc.subarray([...PRODUCT_LABELS]),
    content: fc.option(
      fc.record({ amount: fc.integer({ min: 1, max: 1_000_000 }), unit: fc.constantFrom(...CONTENT_UNITS) }),
    ),
    ean: fc.option(anEan),
    weighing: fc.option(aWeighing),
    options: fc.uniqueArray(aGroup, { selector: ({ name }) => name, maxLength: 3 }),
  })
  .filter((input) => productInputSchema.safeParse(input).success)
  .map((input) => productInputSchema.parse(input))
  // No lower rate holds for drinks with alcohol.
  .map((input) => (input.minimumAge === null ? input : { ...input, vat: 'standard' as const }))
  .filter(isSellable);

describe('a file of products', () => {
  it.each(['fr', 'en'] as const)(
    'that we wrote in %s changes nothing when it is imported again',
    async (locale) => {
      const shop = fc
        .array(anInput, { maxLength: 6 })
        .map((inputs) => inputs.map((input, position) => aProduct(input, randomUUID(), position)));
      await fc.assert(
        fc.asyncProperty(shop, async (products) => {
          const plan = await planOf(linesOf(productFile(products, scopes[locale])), products);
          expect(plan.missing).toEqual([]);
          expect(plan.lines.filter(({ what }) => what !== 'same')).toEqual([]);
          expect(plan.lines).toHaveLength(products.length);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('that we wrote as a workbook changes nothing either', async () => {
    const shop = fc
      .array(anInput, { minLength: 1, maxLength: 6 })
      .map((inputs) => inputs.map((input, position) => aProduct(input, randomUUID(), position)));
    await fc.assert(
      fc.asyncProperty(shop, async (products) => {
        const plan = await planOf(await linesOfWorkbook(products), products);
        expect(plan.missing).toEqual([]);
        expect(plan.lines.filter(({ what }) => what !== 'same')).toEqual([]);
        expect(plan.lines).toHaveLength(products.length);
      }),
      { numRuns: 60 },
    );
  });

  it('that we wrote says all of a product in another shop too', async () => {
    await fc.assert(
      fc.asyncProperty(anInput, async (input) => {
        const plan = await planOf(linesOf(productFile([aProduct(input)], scopes.fr)));
        expect(decisionOf(plan).adds.map((add) => add.input)).toEqual([input]);
      }),
      { numRuns: 150 },
    );
  });

  it('needs a name and a price, and takes the rest from the trade of the shop', async () => {
    const [line] = await outcomes(table(['Désignation', 'Prix TTC'], ['Baguette', '1,20 €']));
    expect(line).toMatchObject({
      what: 'add',
      input: {
        name: 'Baguette',
        priceCents: 120,
        vat: 'reduced',
        withdrawal: 'perishable',
        isAvailable: true,
        stock: null,
      },
    });
    expect(await planOf(table(['Désignation', 'Prix HT'], ['Baguette', '1']))).toEqual({
      missing: ['price'],
      lines: [],
    });
    expect((await planOf(table(['Colonne 1', 'Colonne 2'], ['Baguette', '1']))).missing).toEqual([
      'name',
      'price',
    ]);
  });

  it('knows the columns of tills and of our own files in both languages', () => {
    expect(
      guessColumns(['Libellé', 'P.U. TTC', 'Famille', 'Code-barres', 'Qté', 'T.V.A.', 'SKU'], languages),
    ).toEqual(['name', 'price', 'section', 'ean', 'stock', 'vat', null]);
    for (const { texts } of [scopes.fr, scopes.en]) {
      const [head] = linesOf(productFile([], { ...scopes.fr, texts }));
      expect(guessColumns(head?.cells ?? [], languages)).toEqual(PRODUCT_COLUMNS);
    }
    expect(guessColumns(['Nom', 'Name', 'Produit'], languages)).toEqual(['name', null, null]);
    // As our own files called it before.
    for (const step of ['Écart entre deux poids', 'Pas entre deux poids', 'Écart'])
      expect(guessColumns([step], languages)).toEqual(['step']);
  });

  it('knows a product by its reference, or else by its name within its section', async () => {
    const [loaf, other] = [aProduct({ section: 'Pains' }), aProduct({ section: 'Fêtes' })];
    const shop = [loaf, other];
    const head = ['Nom', 'Prix', 'Rayon', 'Référence du portail'];
    const found = async (...row: string[]) => {
      const [line] = await outcomes(table(head, row), shop);
      return line && 'product' in line ? line.product.id : line?.what;
    };
    expect(await found('Pain', '5', 'Pains', '')).toBe(loaf.id);
    expect(await found('Pain', '5', 'Fêtes', '')).toBe(other.id);
    expect(await found('Pain', '5', 'Gâteaux', '')).toBe('add');
    expect(await found('Miche', '5', 'Gâteaux', loaf.id.toUpperCase())).toBe(loaf.id);
    expect(await found('Pain', '5', 'Pains', randomUUID())).toBe(loaf.id);
    expect(await found('Pain', '5', 'Pains', '12')).toBe('wrong');
    expect(await wrongsOf(table(['Nom', 'Prix'], ['Pain', '5']), shop)).toEqual([['name']]);
    expect(await wrongsOf(table(['Nom', 'Prix'], ['Pain', '5']), [loaf])).toEqual(['change']);
  });

  it('leaves alone what it has no column for', async () => {
    const loaf = aProduct({
      description: 'Au levain',
      stock: 4,
      allergens: ['gluten'],
      ean: '3017620422003',
    });
    const [line] = await outcomes(table(['Nom', 'Prix'], ['Pain', '4.50']), [loaf]);
    expect(line).toMatchObject({
      what: 'change',
      facts: ['priceCents'],
      input: {
        priceCents: 450,
        description: 'Au levain',
        stock: 4,
        allergens: ['gluten'],
        ean: '3017620422003',
      },
    });
  });

  it('counts nothing of what it sells by weight from now on, unless it says how much there is', async () => {
    const cut = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    const products = [
      aProduct({ name: 'Rumsteck', weighing: cut, stock: 800 }),
      aProduct({ name: 'Bavette', weighing: cut, stock: 800 }),
    ];
    const file = table(
      ['Nom', 'Prix', 'Vendu par', 'Stock'],
      ['Rumsteck', '9', 'piece', '800'],
      ['Bavette', '9', 'piece', '6'],
    );
    const lines = await outcomes(file, products);
    expect(lines).toMatchObject([
      { what: 'change', input: { weighing: null, stock: null } },
      { what: 'change', input: { weighing: null, stock: 6 } },
    ]);
  });

  it('says a rate of VAT as a number too, that of the department', () => {
    const rateOf = (cell: string, department = '33') =>
      new ProductVocabulary(languages, department).optionOf('vat', cell);
    expect(
      ['5,5 %', '5.5', '0.055', '20', '10%', '2,1', 'Taux réduit', 'reduced rate'].map((cell) =>
        rateOf(cell),
      ),
    ).toEqual([
      'reduced',
      'reduced',
      'reduced',
      'standard',
      'intermediate',
      'super-reduced',
      'reduced',
      'reduced',
    ]);
    expect([rateOf('8,5', '974'), rateOf('20', '974'), rateOf('19,6')]).toEqual(['standard', null, null]);
  });

  it.each([
    [['', '4,20'], ['name']],
    [['Pain', ''], ['price']],
    [['Pain', 'gratuit'], ['price']],
    [['Pain', '-1'], ['price']],
    [['Pain', '1e9'], ['price']],
    [['Pain', '2026-04-20'], ['price']],
    [['Pain', '#REF!'], ['price']],
    [['#VALEUR!', '1'], ['name']],
    [['Pain', '1', '1.5'], ['stock']],
    [['Pain', '1', '-1'], ['stock']],
    [['Pain', '1', '', 'peut-être'], ['isAvailable']],
    [['Pain', '1', '', '', '33 %'], ['vat']],
    [['Pain', '1', '', '', '', 'gluten, chat'], ['allergens']],
    [['Pain', '1', '', '', '', 'aucun des quatorze, lait'], ['allergens']],
    [['Pain', '1', '', '', '', '', '3017620422004'], ['ean']],
    [['Pain', '1', '', '', '', '', '3,01762E+12'], ['ean']],
    [['Pain', '1', '', '', '', '', '', 'Coupe'], ['choices']],
    [['Pain', '1', '', '', '', '', '', 'Coupe (1-1)\nRabais ; -2 €'], ['price']],
    [['https://x.example/', '1'], ['name']],
    [
      ['Pain', '0,5', 'x', 'peut-être'],
      ['stock', 'isAvailable'],
    ],
  ])('tells what is wrong with %j', async (row, columns) => {
    const head = ['Nom', 'Prix', 'Stock', 'Disponible', 'TVA', 'Allergènes', 'EAN', 'Choix'];
    expect(await wrongsOf(table(head, row))).toEqual([columns]);
  });

  it('says one product once', async () => {
    const head = ['Nom', 'Prix', 'Rayon'];
    expect(
      await wrongsOf(table(head, ['Pain', '1', 'A'], ['Pain', '2', 'B'], ['Pain', '3', 'A']), [
        aProduct({ section: 'B' }),
      ]),
    ).toEqual(['add', 'change', ['name']]);
  });
});
