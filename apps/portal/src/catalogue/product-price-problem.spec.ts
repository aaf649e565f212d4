import { PostedForm } from '@halles/platform/forms';
import { productForm, productValues } from './product.form';

describe('a price that is none', () => {
  it.each([
    ['-3', 'priceNegative'],
    ['−3', 'priceNegative'],
    ['0', 'priceZero'],
    ['0,00', 'priceZero'],
    ['1,999', 'priceDecimals'],
    ['1e9', 'priceTooLarge'],
    ['1 000 000 000', 'priceTooLarge'],
  ])('says why: %s', (typed, key) => {
    const values = { ...productValues(null), name: ['Pain'], price: [typed] };
    expect(productForm.read(new PostedForm(values, null))).toMatchObject({
      ok: false,
      errors: { price: { key } },
    });
  });

  it.each(['cher', ''])('is told as ever where it is no number: %s', (typed) => {
    const values = { ...productValues(null), name: ['Pain'], price: [typed] };
    const read = productForm.read(new PostedForm(values, null));
    expect(read.ok ? null : Object.keys(read.errors)).toEqual(['price']);
  });

  it('is one with two digits, a comma or a point, and spaces', () => {
    for (const typed of ['4,20', '4.2', '1 250,00 €']) {
      const values = { ...productValues(null), name: ['Pain'], price: [typed] };
      expect(productForm.read(new PostedForm(values, null)).ok).toBe(true);
    }
  });
});
