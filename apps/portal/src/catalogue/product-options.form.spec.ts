import { MAX_CHOICES, MAX_PRODUCT_CHOICES, optionGroupSchema } from '@halles/contracts';
import { formValuesOf } from '@halles/platform/forms';
import fc from 'fast-check';
import { choiceOf, choiceText, optionField, optionsOf, optionTexts } from './product-options.form';

const typed = (name: string, list: string, more: Record<string, string> = {}) =>
  optionsOf(formValuesOf({ [optionField('name', 1)]: name, [optionField('list', 1)]: list, ...more }));

const groups = fc.uniqueArray(
  fc
    .record({
      name: fc.stringMatching(/^[A-Za-zéè][A-Za-zéè +'’(),0-9-]{0,20}[a-z]$/),
      choices: fc.uniqueArray(
        fc.record({
          name: fc.stringMatching(/^[A-Za-zéè][A-Za-zéè +'’(),0-9-]{0,20}[a-z0-9:]$/),
          cents: fc.integer({ min: -100_000, max: 100_000 }),
        }),
        { minLength: 1, maxLength: Math.floor(MAX_PRODUCT_CHOICES / 8), selector: ({ name }) => name },
      ),
      bounds: fc.tuple(fc.nat(20), fc.nat(20)),
    })
    .map(({ name, choices, bounds }) => {
      const [min = 0, max = 1] = bounds.map((one) => Math.min(one, choices.length)).sort((a, b) => a - b);
      return optionGroupSchema.parse({ name, choices, min, max: Math.max(1, max) });
    }),
  { maxLength: 8, selector: ({ name }) => name },
);

describe('the options of a product as a merchant types them', () => {
  it.each([
    ['Tranché', 'Tranché', 0],
    ['Tranché ; +0,20 €', 'Tranché', 20],
    ['Tranché;0.2', 'Tranché', 20],
    ['Tranché +0,20 €', 'Tranché', 20],
    ['Sans sel ; −0,10', 'Sans sel', -10],
    ['Sans sel -0,10€', 'Sans sel', -10],
    ['Grand 500 g', 'Grand 500 g', 0],
    ['Boîte de 6 ; 2 €', 'Boîte de 6', 200],
  ])('reads « %s »', (line, name, cents) => {
    expect(choiceOf(line)).toEqual({ name, cents });
  });

  it.each([
    '; 2 €',
    'Tranché ; cher',
    'Tranché ; 1 ; 2',
    'x'.repeat(61),
    'Grand ; 0,205 €',
    'Grand ; 200000 €',
    'https://exemple.fr/x',
    'a\u202eb',
  ])('does not take « %s »', (line) => {
    expect(choiceOf(line)).toBeNull();
  });

  it('names the line that is wrong, empty ones counted', () => {
    expect(typed('Coupe', 'Entier\r\n\r\nTranché ; cher')).toEqual({
      options: [],
      errors: {
        'option-list-1': { key: 'lineWrong', words: { place: '1', line: '3', text: 'Tranché ; cher' } },
      },
    });
  });

  it.each([
    ['a list without a heading', '', 'Entier', {}, 'option-name-1', 'groupMissing'],
    ['a heading without a list', 'Coupe', ' \n ', {}, 'option-list-1', 'listMissing'],
    ['a choice twice', 'Coupe', 'Entier\nEntier ; 1 €', {}, 'option-list-1', 'lineTwice'],
    [
      'too many lines',
      'Coupe',
      Array.from({ length: 21 }, (_, i) => `n${String(i)}`).join('\n'),
      {},
      'option-list-1',
      'listTooLong',
    ],
    [
      'more to be chosen than there are',
      'Coupe',
      'Entier',
      { 'option-least-1': '2' },
      'option-least-1',
      'leastWrong',
    ],
    ['no number', 'Coupe', 'Entier', { 'option-least-1': '-1' }, 'option-least-1', 'leastWrong'],
    ['none at most', 'Coupe', 'Entier', { 'option-most-1': '0' }, 'option-most-1', 'mostWrong'],
    [
      'less at most than at least',
      'Coupe',
      'A\nB',
      { 'option-least-1': '2', 'option-most-1': '1' },
      'option-most-1',
      'mostWrong',
    ],
    [
      'a heading twice',
      'Coupe',
      'Entier',
      { 'option-name-2': 'Coupe', 'option-list-2': 'X' },
      'option-name-2',
      'groupTwice',
    ],
  ])('says what is wrong with %s', (_, name, list, more, field, key) => {
    expect(typed(name, list, more).errors[field]).toMatchObject({ key });
  });

  it('has so many choices in all of its groups, and says at which list there are too many', () => {
    const list = Array.from({ length: MAX_CHOICES }, (_, at) => `Choix ${at}`).join('\n');
    const more = Object.fromEntries(
      [2, 3, 4].flatMap((place) => [
        [optionField('name', place), `Liste ${place}`],
        [optionField('list', place), list],
      ]),
    );
    const { options, errors } = typed('Liste 1', list, more);
    expect(options).toHaveLength(3);
    expect(errors).toEqual({ 'option-list-4': { key: 'choicesTooMany', words: { most: '60' } } });
  });

  it('lets one be chosen where nothing else is said, and no more than there are', () => {
    expect(typed('Coupe', 'Entier\nTranché').options).toMatchObject([{ min: 0, max: 1 }]);
    expect(typed('Coupe', 'A\nB', { 'option-most-1': '9' }).options).toMatchObject([{ min: 0, max: 2 }]);
  });

  it('reads again what it wrote', () => {
    const gift = { name: 'Remise', min: 0, max: 1, choices: [{ name: 'Bon de 2 €', cents: 0 }] };
    expect(optionsOf(formValuesOf(optionTexts([gift]))).options).toEqual([gift]);
    fc.assert(
      fc.property(groups, (options) => {
        expect(optionsOf(formValuesOf(optionTexts(options)))).toEqual({ options, errors: {} });
      }),
    );
  });

  it.each(['Cuivre +3,50', 'Cuivre -0,50', 'Cuivre – 0,50', 'Cuivre +3', 'Cuivre + 3,50', 'Cuivre+3,50 €'])(
    'is asked for again where its price is not read: %s',
    (line) => {
      expect(choiceOf(line)).toBeNull();
    },
  );

  it.each([
    ['Grand : +2,00 €', { name: 'Grand', cents: 200 }],
    ['Taille 36-38', { name: 'Taille 36-38', cents: 0 }],
    ['Dioptrie +1,50 ; 0 €', { name: 'Dioptrie +1,50', cents: 0 }],
    ['Pointure +40 ; 3 €', { name: 'Pointure +40', cents: 300 }],
    ['Taille : ; 0 €', { name: 'Taille :', cents: 0 }],
  ])('is read as it is meant: %s', (line, choice) => {
    expect(choiceOf(line)).toEqual(choice);
    expect(choiceOf(choiceText(choice))).toEqual(choice);
  });
});
