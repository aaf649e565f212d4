import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { type ProductInput, productInputSchema } from '@halles/contracts';
import {
  areAlike,
  areWithinLimits,
  attributesOf,
  groupsOf,
  isNameable,
  isSellable,
  type Product,
  usualTerms,
  variantsOf,
  variantWords,
  withVariants,
} from '@halles/domain/catalogue';
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

  describe('that adds one to a product that is there', () => {
    const ATTRIBUTES = [{ name: 'Taille', values: ['S', 'M'] }];
    const head = ['Nom', 'Rayon', 'Variante', 'Prix', 'Allergènes'];
    const row = (size: string, allergens: string) => [
      'T-shirt',
      'Habits',
      `Taille : ${size}`,
      '15',
      allergens,
    ];

    it.each([
      ['says nothing of what it says of the others', ''],
      ['says the same of it', 'gluten'],
    ])('has it be what the others are then, where it %s', async (_, cell) => {
      const products = shirts({}, ATTRIBUTES);
      const lines = [row('S', 'gluten'), row('M', 'gluten'), row('L', cell)];
      for (const rows of [lines, lines.toReversed()]) {
        const plan = await planOf([head, ...rows], products);
        expect(plan.lines.map(({ what }) => what).toSorted()).toEqual(['add', 'change', 'change']);
        const { adds, changes } = decisionOf(plan);
        expect([...adds, ...changes].map(({ input }) => input.allergens)).toEqual(rows.map(() => ['gluten']));
        expect(adds[0]?.groupId).toBe(products[0]?.groupId);
      }
    });

    it('has it be what the others stay, where their lines are wrong', async () => {
      const products = shirts({}, ATTRIBUTES);
      const wrong = row('S', 'gluten').with(3, 'gratuit');
      expect(await whats([head, wrong, row('L', 'gluten')], products)).toEqual([
        ['form'],
        ['variantsDiffer'],
      ]);
      const plan = await planOf([head, wrong, row('L', '')], products);
      expect(decisionOf(plan).adds.map(({ input }) => input.allergens)).toEqual([[]]);
    });

    it('refuses one that is called what the others are called no more', async () => {
      const products = shirts({}, ATTRIBUTES);
      const [small, medium] = products.map(({ id }) => id);
      const renamed = [
        [...head, 'Référence du portail'],
        [...row('S', '').with(0, 'Maillot'), small ?? ''],
        [...row('M', '').with(0, 'Maillot'), medium ?? ''],
        [...row('L', ''), ''],
        [...row('XL', '').with(0, 'Maillot'), ''],
      ];
      expect(await whats(renamed, products)).toEqual(['change', 'change', ['variantsDiffer'], 'add']);
    });
  });

  it('makes no more of a product than its form takes', async () => {
    const head = ['Nom', 'Rayon', 'Variante', 'Prix'];
    const row = (variant: string) => ['T-shirt', 'Habits', variant, '15'];
    const sizes = Array.from({ length: 24 }, (_, at) => `Taille : ${String(36 + at / 2)}`);
    const many = ['variantsMany'];
    expect(await whats([head, ...sizes.map(row)])).toEqual(sizes.map((_, at) => (at < 20 ? 'add' : many)));
    const diagonal = Array.from(
      { length: 10 },
      (_, at) => `Taille : ${String(at)} ; Couleur : ${String(at)}`,
    );
    expect(await whats([head, ...diagonal.map(row)])).toEqual(
      diagonal.map((_, at) => (at < 7 ? 'add' : many)),
    );
    const values = sizes.slice(0, 20).map((size) => size.slice('Taille : '.length));
    const full = shirts({}, [{ name: 'Taille', values }]);
    const cheaper = [row(sizes[23] ?? ''), ...sizes.slice(0, 20).map((size) => row(size).with(3, '14'))];
    expect(await whats([head, ...cheaper], full)).toEqual([many, ...full.map(() => 'change')]);
  });

  it('tells which line says of all what another variant cannot be sold with', async () => {
    const products = shirts({}, [{ name: 'Taille', values: ['S', 'x'.repeat(30)] }]).map(
      (product, at): Product => (at === 0 ? product : { ...product, priceCents: 100 }),
    );
    const [head = [], first = []] = rowsOf(productFile(products, scopes.fr));
    const named = first.with(head.indexOf('Nom'), 'y'.repeat(90));
    expect(await whats([head, named], products)).toEqual([['othersName']]);
    const chosen = first.with(head.indexOf('Choix'), 'Coupe (0-1)\nRabais ; -2 €');
    expect(await whats([head, chosen], products)).toEqual([['othersPrice']]);
  });

  it('tells all lines of a chain of which the last is taken', async () => {
    const values = ['a', 'b', 'c', 'd', 'e'];
    const products = shirts({}, [{ name: 'Taille', values }]);
    const rows = products
      .slice(0, 4)
      .map(({ id }, at) => ['T-shirt', 'Habits', `Taille : ${values[at + 1] ?? ''}`, '15', id]);
    const head = ['Nom', 'Rayon', 'Variante', 'Prix', 'Référence du portail'];
    expect(await whats([head, ...rows], products)).toEqual(rows.map(() => ['variantTwice']));
  });

  it('leaves all variants of a product say the same, and be sold, whatever it says', async () => {
    const cell = <const T extends string>(...texts: T[]) => fc.constantFrom('', ...texts);
    const aRow = fc.record({
      name: fc.constantFrom('T-shirt', 'Maillot', 'y'.repeat(90)),
      size: fc.constantFrom('S', 'M', 'L', 'x'.repeat(40)),
      price: fc.constantFrom('1', '15', 'gratuit'),
      allergens: cell('gluten', 'lait', 'chat'),
      vat: cell('Taux réduit', 'Taux normal'),
      choices: cell('Coupe (0-1)\nRabais ; -2 €'),
      known: fc.option(fc.nat(2)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aRow, { maxLength: 7 }), async (some) => {
        const products = shirts({}, [{ name: 'Taille', values: ['S', 'M', 'XL'] }]);
        const rows = some.map(({ name, size, price, allergens, vat, choices, known }) => [
          ...[name, 'Habits', `Taille : ${size}`, price, allergens, vat, choices],
          known === null ? '' : (products[known]?.id ?? ''),
        ]);
        const head = [
          'Nom',
          'Rayon',
          'Variante',
          'Prix',
          'Allergènes',
          'TVA',
          'Choix',
          'Référence du portail',
        ];
        const { adds, changes: wanted } = decisionOf(await planOf([head, ...rows], products));
        const { changes, conflicts } = withVariants(products, wanted);
        expect(conflicts).toEqual([]);
        const now = new Map(changes.map(({ id, input }) => [id, input]));
        const all = [
          ...products.map((product) => ({ ...product, ...now.get(product.id) })),
          ...adds.map(({ id, input, groupId = id }) => ({ ...input, id, groupId })),
        ];
        for (const members of groupsOf(all)) {
          expect(members.filter((member) => !areAlike(member, members[0] ?? member))).toEqual([]);
          expect(members.filter((member) => !isNameable(member) || !isSellable(member))).toEqual([]);
          expect(new Set(members.map(({ variant }) => JSON.stringify(variant))).size).toBe(members.length);
          expect(areWithinLimits(attributesOf(members))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
