import { scopeOf, territory } from '../../testing/page-scopes';
import { inputPlace, placedErrors } from './input-place';

const french = scopeOf(territory());

describe('what is wrong with a form of days', () => {
  it.each([
    ['d1from1', 'Lundi'],
    ['d7until2', 'Dimanche'],
    ['s0d2from1', 'Saison 1, mardi'],
    ['s1from', 'Saison 2'],
    ['n0nth', 'Jour particulier 1'],
    ['n2from1', 'Jour particulier 3'],
    ['h2026-12-25from1', '25 décembre 2026'],
    ['generalfrom1', 'En général'],
    ['phone', null],
    ['name', null],
    ['days', null],
    ['h2026-99-99from1', null],
  ])('at %s names %s', (field, place) => {
    expect(inputPlace(field, french)).toBe(place);
  });

  it.each(['v0returns', 'x3state'])('at %s names the absence and its number', (field) => {
    expect(inputPlace(field, french)).toMatch(/\d$/);
  });

  it('is said with its day in the summary, and leads to its input', () => {
    const errors = [
      { field: 'd2from1', message: 'Il manque l’heure de fermeture.' },
      { field: 'phone', message: 'Ce numéro n’est pas complet.' },
    ];
    expect(placedErrors(errors, french)).toEqual([
      { field: 'd2from1', message: 'Mardi\u00a0: il manque l’heure de fermeture.' },
      errors[1],
    ]);
  });
});
