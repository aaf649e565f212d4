import { PostedForm } from '@halles/platform/forms';
import { productForm, productValues } from './product.form';

describe('the season of a product as a merchant types it', () => {
  const read = (season: string) =>
    productForm.read(
      new PostedForm({ ...productValues(null), name: ['Galette'], price: ['12'], season: [season] }),
    );
  const errorOf = (season: string) => {
    const reading = read(season);
    return reading.ok ? reading.input.season : reading.errors;
  };

  it('names both of its days where both are none, and the one that is', () => {
    expect(errorOf('32/09-31/14')).toEqual({
      season: { key: 'seasonDays', words: { first: '32/09', second: '31/14' } },
    });
    expect(errorOf('15/09 au 31/02')).toEqual({ season: { key: 'seasonDay', words: { first: '31/02' } } });
    expect(errorOf('15/09 au 31/03')).toEqual({ from: '09-15', until: '03-31' });
  });

  it('asks for two days where it is written otherwise', () => {
    expect(errorOf('été')).toMatchObject({ season: { message: expect.anything() } });
  });
});
