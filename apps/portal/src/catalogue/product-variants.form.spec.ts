import { PostedForm } from '@halles/platform/forms';
import fc from 'fast-check';
import { attributesIn, attributesText, variantIn, variantText } from './product-variants.form';
import { productForm, productValues } from './product.form';

describe('the field of a product’s variants', () => {
  it('reads an attribute a line', () => {
    expect(attributesIn('Tailles : petit, moyen, grand')).toEqual([
      { name: 'Tailles', values: ['petit', 'moyen', 'grand'] },
    ]);
    expect(attributesIn('Taille: S,M ,L\n\nCouleur\u00a0: rouge, bleu ciel')).toEqual([
      { name: 'Taille', values: ['S', 'M', 'L'] },
      { name: 'Couleur', values: ['rouge', 'bleu ciel'] },
    ]);
    expect(attributesIn('Pointure : 37,5; 38')).toEqual([{ name: 'Pointure', values: ['37,5', '38'] }]);
    expect(attributesIn('')).toEqual([]);
  });

  it.each([
    ['without a name', 'petit, moyen, grand'],
    ['without values', 'Taille :'],
    ['with a value twice', 'Taille : S, M, S'],
    ['with a name twice', 'Taille : S\nTaille : M'],
    ['with a value that is too long', `Taille : ${'x'.repeat(41)}`],
    ['of too many lines', 'A : 1\nB : 1\nC : 1\nD : 1'],
    ['of too many variants', `A : 1,2,3,4\nB : 1,2,3,4\nC : 1,2,3,4`],
    ['of too many values', `A : ${Array.from({ length: 21 }, (_, index) => index).join(',')}`],
  ])('refuses a text %s', (_, text) => {
    expect(attributesIn(text)).toBeNull();
  });

  const word = fc.constantFrom('S', 'M', 'grand modèle', '37,5', 'bleu', 'x'.repeat(40));
  const attributes = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('Taille', 'Couleur', 'Goût'),
      values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 3, selector: ({ name }) => name },
  );

  it('is filled in with what it reads again', () => {
    fc.assert(
      fc.property(attributes, (some) => {
        expect(attributesIn(attributesText(some))).toEqual(some);
      }),
    );
  });

  it('has one variant of a file as it was written', () => {
    fc.assert(
      fc.property(attributes, (some) => {
        const variant = some.map(({ name, values }) => ({ attribute: name, value: values[0] ?? '' }));
        expect(variantIn(variantText(variant))).toEqual(variant);
      }),
    );
    expect(variantIn('petit')).toBeNull();
    expect(variantIn('')).toEqual([]);
  });
});

describe('the form of a product that is sold in more than may be typed', () => {
  const many = `Taille : ${Array.from({ length: 24 }, (_, index) => index).join(', ')}\nCouleur : rouge`;
  const values = (variants: string, shownVariants: string) => ({
    ...productValues(null),
    name: ['Chaussure'],
    price: ['40'],
    variants: [variants],
    shownVariants: [shownVariants],
  });

  it('is saved where nobody touched them, whatever line breaks the browser sends', () => {
    const read = productForm.read(new PostedForm(values(many.replace('\n', '\r\n'), many)));
    expect(read).toMatchObject({ ok: true, input: { price: 4_000 } });
    expect(read.ok && read.input.variants).toEqual(read.ok && read.input.shownVariants);
  });

  it('says what was shown where somebody typed fewer', () => {
    const read = productForm.read(new PostedForm(values('Taille : 36, 37', many)));
    expect(read.ok && read.input.shownVariants.map((shown) => shown.values.length)).toEqual([24, 1]);
  });

  it('is refused where somebody did, and keeps what was typed', () => {
    const typed = `${many}, bleu`;
    const read = productForm.read(new PostedForm(values(typed, many)));
    expect(read).toMatchObject({ ok: false, values: { variants: [typed] } });
    expect(!read.ok && Object.keys(read.errors)).toEqual(['variants']);
  });
});
