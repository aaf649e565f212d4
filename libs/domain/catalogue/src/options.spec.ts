import { type OptionGroup, optionGroupSchema } from '@halles/contracts';
import fc from 'fast-check';
import { type ChosenOption, priceRange, priceWith } from './options';

const BREAD: { priceCents: number; options: OptionGroup[] } = {
  priceCents: 420,
  options: [
    {
      name: 'Coupe',
      min: 1,
      max: 1,
      choices: [
        { name: 'Entier', cents: 0 },
        { name: 'Tranché', cents: 20 },
      ],
    },
    {
      name: 'Garniture',
      min: 0,
      max: 2,
      choices: [
        { name: 'Graines', cents: 30 },
        { name: 'Noix', cents: 50 },
        { name: 'Sans sel', cents: -10 },
      ],
    },
  ],
};
const cut = (name: string): ChosenOption => ({ group: 'Coupe', name });
const filling = (name: string): ChosenOption => ({ group: 'Garniture', name });

/** Products of up to three groups of up to four choices. */
const products = fc.record({
  priceCents: fc.integer({ min: 1, max: 1_000 }),
  options: fc.uniqueArray(
    fc
      .record({
        name: fc.constantFrom('A', 'B', 'C'),
        differences: fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 4 }),
        bounds: fc.tuple(fc.nat(4), fc.nat(4)),
      })
      .map(({ name, differences, bounds }) => {
        const [min, max] = bounds.map((bound) => Math.min(bound, differences.length)).sort((a, b) => a - b);
        const choices = differences.map((cents, index) => ({ name: `${name}${String(index)}`, cents }));
        return optionGroupSchema.parse({ name, min, max: Math.max(1, max ?? 1), choices });
      }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
});

/** Every set of choices of a product, whether it may be chosen or not. */
const setsOf = (options: readonly OptionGroup[]): ChosenOption[][] =>
  options
    .flatMap(({ name: group, choices }) => choices.map(({ name }) => ({ group, name })))
    .reduce<ChosenOption[][]>((sets, choice) => [...sets, ...sets.map((set) => [...set, choice])], [[]]);

describe('what a product costs with its options', () => {
  it('adds what each choice adds, in the order of the product whatever that of the customer', () => {
    expect(priceWith(BREAD, [filling('Noix'), cut('Tranché'), filling('Graines')])).toEqual({
      unitCents: 520,
      choices: [
        { ...cut('Tranché'), cents: 20 },
        { ...filling('Graines'), cents: 30 },
        { ...filling('Noix'), cents: 50 },
      ],
    });
    expect(priceWith(BREAD, [cut('Entier'), filling('Sans sel')])).toMatchObject({ unitCents: 410 });
  });

  it.each([
    ['without what must be chosen', [filling('Noix')], { problem: 'missing', group: 'Coupe', least: 1 }],
    ['with two of one', [cut('Entier'), cut('Tranché')], { problem: 'too-many', group: 'Coupe', most: 1 }],
    ['with what it has not', [cut('Haché')], { problem: 'unknown', choice: 'Haché' }],
    [
      'with a choice of another group',
      [cut('Entier'), cut('Graines')],
      { problem: 'unknown', choice: 'Graines' },
    ],
  ])('is not had %s', (_, chosen, problem) => {
    expect(priceWith(BREAD, chosen)).toEqual(problem);
  });

  it('is not had with choices where it has none', () => {
    expect(priceWith({ priceCents: 420, options: [] }, [cut('Entier')])).toEqual({
      problem: 'unknown',
      choice: 'Entier',
    });
  });

  it('is the same whatever the order of the choices, and counts each once', () => {
    fc.assert(
      fc.property(products, fc.infiniteStream(fc.nat(1)), (product, coins) => {
        const chosen = setsOf(product.options).at(-1) ?? [];
        const some = chosen.filter(() => coins.next().value === 1);
        const price = priceWith(product, some);
        expect(priceWith(product, [...some].reverse())).toEqual(price);
        expect(priceWith(product, [...some, ...some])).toEqual(price);
      }),
    );
  });

  it('lies between the least and the most that are said, and reaches both', () => {
    fc.assert(
      fc.property(products, (product) => {
        const prices = setsOf(product.options).flatMap((chosen) => {
          const price = priceWith(product, chosen);
          return 'problem' in price ? [] : [price.unitCents];
        });
        const { least, most } = priceRange(product.priceCents, product.options);
        expect([Math.min(...prices), Math.max(...prices)]).toEqual([least, most]);
      }),
      { numRuns: 60 },
    );
  });
});
