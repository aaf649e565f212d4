import type { Variant } from '@halles/contracts';
import { attributesOf, groupsOf, plannedVariants, soldName, variantsOf } from './variants';

const variant = (size: string, colour?: string): Variant => [
  { attribute: 'Taille', value: size },
  ...(colour === undefined ? [] : [{ attribute: 'Couleur', value: colour }]),
];
const sizes = (...values: string[]) => ({ name: 'Taille', values });
const colours = (...values: string[]) => ({ name: 'Couleur', values });
const members = (...variants: Variant[]) =>
  variants.map((one) => ({ id: one.map(({ value }) => value).join('/') || 'plain', variant: one }));

describe('variants of a product', () => {
  it('are called by the product and their values', () => {
    expect(soldName({ name: 'T-shirt', variant: variant('M', 'rouge') })).toBe('T-shirt – M, rouge');
    expect(soldName({ name: 'Pain', variant: [] })).toBe('Pain');
  });

  it('are all combinations of the values, in their order', () => {
    expect(variantsOf([sizes('S', 'M'), colours('rouge', 'bleu')])).toEqual([
      variant('S', 'rouge'),
      variant('S', 'bleu'),
      variant('M', 'rouge'),
      variant('M', 'bleu'),
    ]);
    expect(variantsOf([])).toEqual([]);
  });

  it('say in what they differ', () => {
    expect(attributesOf(members(variant('S', 'rouge'), variant('M', 'rouge'), variant('M', 'bleu')))).toEqual(
      [sizes('S', 'M'), colours('rouge', 'bleu')],
    );
  });

  it('stand together where the first of them stands', () => {
    const products = ['a', 'b', 'a', 'c'].map((groupId, index) => ({ groupId, index }));
    expect(groupsOf(products).map((group) => group.map(({ index }) => index))).toEqual([[0, 2], [1], [3]]);
  });
});

describe('other variants for a product', () => {
  it('have what was sold in one form be the first of them', () => {
    const { kept, added, gone } = plannedVariants(members([]), [sizes('S', 'M', 'L')]);
    expect([...kept]).toEqual([['plain', variant('S')]]);
    expect(added).toEqual([variant('M'), variant('L')]);
    expect(gone).toEqual([]);
  });

  it('keep what stays, add what is new and take off what is named no more', () => {
    const { kept, added, gone, order } = plannedVariants(members(variant('S'), variant('M'), variant('L')), [
      sizes('XS', 'M', 'L', 'XL'),
    ]);
    expect([...kept.keys()]).toEqual(['M', 'L']);
    expect(added).toEqual([variant('XS'), variant('XL')]);
    expect(gone).toEqual(['S']);
    expect(order).toEqual([variant('XS'), variant('M'), variant('L'), variant('XL')]);
  });

  it('know a value, and an attribute, that was renamed by its place', () => {
    const { kept, added, gone } = plannedVariants(members(variant('M', 'rouge'), variant('M', 'bleu')), [
      { name: 'Pointure', values: ['M'] },
      colours('bordeaux', 'bleu'),
    ]);
    expect(kept.get('M/rouge')).toEqual([
      { attribute: 'Pointure', value: 'M' },
      { attribute: 'Couleur', value: 'bordeaux' },
    ]);
    expect([added, gone]).toEqual([[], []]);
  });

  it('have what there was be the first value of a new attribute', () => {
    const { kept, added } = plannedVariants(members(variant('S'), variant('M')), [
      sizes('S', 'M'),
      colours('rouge', 'bleu'),
    ]);
    expect(kept.get('M')).toEqual(variant('M', 'rouge'));
    expect(added).toEqual([variant('S', 'bleu'), variant('M', 'bleu')]);
  });

  it('keep one of each where an attribute is left out', () => {
    const { kept, added, gone } = plannedVariants(
      members(variant('S', 'rouge'), variant('S', 'bleu'), variant('M', 'rouge')),
      [sizes('S', 'M')],
    );
    expect([...kept]).toEqual([
      ['S/rouge', variant('S')],
      ['M/rouge', variant('M')],
    ]);
    expect([added, gone]).toEqual([[], ['S/bleu']]);
  });

  it('are one where no attribute is left', () => {
    const { kept, added, gone } = plannedVariants(members(variant('S'), variant('M')), []);
    expect([...kept]).toEqual([['S', []]]);
    expect([added, gone]).toEqual([[], ['M']]);
  });

  it('do not bring back a combination that was taken off sale by itself', () => {
    const there = members(variant('S', 'rouge'), variant('M', 'rouge'), variant('M', 'bleu'));
    const attributes = [sizes('S', 'M'), colours('rouge', 'bleu')];
    expect(plannedVariants(there, attributes).added).toEqual([]);
    expect(
      plannedVariants(there, [...attributes, { name: 'Matière', values: ['coton', 'lin'] }]).added,
    ).toHaveLength(3);
    expect(plannedVariants(there, [sizes('S', 'M', 'L'), colours('rouge', 'bleu')]).added).toEqual([
      variant('L', 'rouge'),
      variant('L', 'bleu'),
    ]);
  });
});
