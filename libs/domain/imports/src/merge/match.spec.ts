import { baseCategories } from '@halles/domain/categories';
import { type Candidate, matchByPlace } from './match';
import { matchWordsOf, nameLikeness } from './name-likeness';

const alike = (one: string, other: string): number => nameLikeness(matchWordsOf(one), matchWordsOf(other));

describe('likeness of names', () => {
  it.each([
    ['Boulangerie Paul', 'Paul'],
    ['SARL Boulangerie Paul', 'Boulangerie Paul'],
    ['Le Café de la Poste', 'Café de la Poste'],
    ['Pharmacie des Chartrons', 'PHARMACIE CHARTRONS'],
    ['Boulangerie Dupond', 'Boulangerie Dupont'],
    ['Ste Catherine Optique', 'Optique Sainte-Catherine'],
  ])('takes %s for %s', (one, other) => {
    expect(alike(one, other)).toBeGreaterThan(0.84);
    expect(alike(other, one)).toBeCloseTo(alike(one, other), 10);
  });

  it.each([
    ['Boulangerie Paul', 'Boulangerie Martin'],
    ['Pharmacie du Centre', 'Boulangerie du Centre'],
    ['Chez Jean', 'Chez Jeanne'],
    ['Salon Vert', 'Salon Rouge'],
  ])('tells %s from %s', (one, other) => {
    expect(alike(one, other)).toBeLessThan(0.84);
  });

  it('knows nothing of names without words', () => {
    expect(nameLikeness([], ['paul'])).toBe(0);
    expect(nameLikeness([], [])).toBe(0);
  });
});

describe('match by place', () => {
  const row = { name: 'Boulangerie Paul', category: 'bakery' };
  const paul: Candidate = { listing: 7, name: 'Paul', category: 'bakery', metres: 20 };
  const match = (...candidates: Candidate[]) => matchByPlace(row, candidates, baseCategories);

  it('is sure of a like name at the same door', () => {
    expect(match(paul)).toMatchObject({ kind: 'sure', listing: 7, metres: 20 });
  });

  it('is doubtful further on, without a position, and of another branch', () => {
    expect(match({ ...paul, metres: 61 })?.kind).toBe('doubtful');
    expect(match({ ...paul, metres: null })?.kind).toBe('doubtful');
    expect(match({ ...paul, category: 'bank' })?.kind).toBe('doubtful');
  });

  it('is none of another name', () => {
    expect(match({ ...paul, name: 'Fournil Martin' })).toBeNull();
    expect(match()).toBeNull();
  });

  it('takes the nearest of two namesakes, and doubts of two at one distance', () => {
    const next = { ...paul, listing: 8, metres: 45 };
    expect(match(next, paul)).toMatchObject({ kind: 'sure', listing: 7 });
    expect(match(paul, { ...paul, listing: 9 })?.kind).toBe('doubtful');
  });
});
