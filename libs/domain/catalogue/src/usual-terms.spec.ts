import { categoryById } from '@halles/domain/categories';
import { termsByCategory, usualTerms } from './usual-terms';

describe('the terms that a first product is proposed under', () => {
  it.each([
    ['bakery', 'reduced', 'perishable'],
    ['grocery', 'reduced', 'right'],
    ['pizzeria', 'intermediate', 'perishable'],
    ['bar', 'standard', 'right'],
    ['bookshop', 'reduced', 'right'],
    ['florist', 'intermediate', 'perishable'],
    ['wine-shop', 'standard', 'right'],
    ['shoe-shop', 'standard', 'right'],
    ['a category of the town', 'standard', 'right'],
    [null, 'standard', 'right'],
  ])('of %s: %s, %s', (category, vat, withdrawal) => {
    expect(usualTerms(category)).toEqual({ vat, withdrawal });
  });

  it('name categories that there are', () => {
    expect(Object.keys(termsByCategory).filter((id) => categoryById(id) === undefined)).toEqual([]);
  });
});
