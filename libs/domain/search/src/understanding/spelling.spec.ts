import { baseCategories } from '@halles/domain/categories';
import { categorySpellings, correctedWord, editDistance, soundsLike, spellingsOf } from './spelling';
import { vocabularyOf } from './vocabulary';

const vocabulary = vocabularyOf(baseCategories);
const known = (...words: readonly (readonly [string, number])[]) =>
  words.map(([word, listings]) => ({ word, listings }));

describe('the distance of words', () => {
  it.each([
    ['boulangerie', 'boulangerie', 0],
    ['boulangeri', 'boulangerie', 1],
    ['bolangerie', 'boulangerie', 1],
    ['boulengerie', 'boulangerie', 1],
    ['phramacie', 'pharmacie', 1],
    ['farmacie', 'pharmacie', 2],
    ['carfour', 'carrefour', 2],
    ['pain', 'bain', 1],
    ['abc', 'xyz', 3],
    ['', 'ab', 2],
  ])('of %s and %s is %d', (one, other, distance) => {
    expect(editDistance(one, other, 3)).toBe(distance);
    expect(editDistance(other, one, 3)).toBe(distance);
  });

  it('stops counting one above what is asked', () => {
    expect(editDistance('abcdefgh', 'stuvwxyz', 2)).toBe(3);
    expect(editDistance('abc', 'abcdefgh', 2)).toBe(3);
  });
});

describe('a misspelled word', () => {
  it.each([
    ['coifeur', 'coiffeur'],
    ['boulangeri', 'boulangerie'],
    ['pharmasie', 'pharmacie'],
    ['poissonerie', 'poissonnerie'],
    ['veterinere', 'veterinaire'],
    ['dantiste', 'dentiste'],
  ])('%s is read as the category word %s', (typed, read) => {
    expect(correctedWord(typed, categorySpellings(typed, vocabulary))).toBe(read);
  });

  it('is the nearest, then what sounds the same, then the commonest', () => {
    expect(correctedWord('minelli', known(['minelle', 2], ['mirellia', 900]))).toBe('minelle');
    expect(correctedWord('sefora', known(['sephora', 3], ['senora', 50]))).toBe('sephora');
    expect(correctedWord('dupond', known(['dupont', 30], ['dupong', 2]))).toBe('dupont');
  });

  it('goes on from what was typed rather than losing a letter', () => {
    expect(correctedWord('boulange', known(['boulanger', 1], ['boulang', 90]))).toBe('boulanger');
  });

  it('takes words of places, which no business may bear, for as likely as a middling name', () => {
    expect(correctedWord('chartrns', known(['chartrons', 0], ['chartrans', 3]))).toBe('chartrons');
    expect(correctedWord('chartrns', known(['chartrons', 0], ['chartrans', 900]))).toBe('chartrans');
  });

  it('stays what it is where nothing is near, or it is too short to say', () => {
    expect(correctedWord('qsdfgh', known(['coiffeur', 9]))).toBeNull();
    expect(correctedWord('pai', known(['pain', 9]))).toBeNull();
    expect(correctedWord('bain', known(['pain', 9]))).toBeNull();
    expect(correctedWord('1234', known(['1235', 9]))).toBeNull();
  });

  it('finds its neighbours by what both leave when letters are left out', () => {
    expect(spellingsOf('coifeur')).toContain('coifeur');
    expect(spellingsOf('abc')).toEqual([]);
    expect(spellingsOf('57000')).toEqual([]);
    expect(spellingsOf('boulangerie'.repeat(3)).length).toBeLessThan(40);
  });

  it('exchanges one sound at a time, and not without end', () => {
    expect(soundsLike('fare')).toContain('phare');
    expect(soundsLike('kiosque')).toEqual(expect.arrayContaining(['quiosque', 'kioske']));
    expect(soundsLike('sosososososososososososososososososososo').length).toBeLessThanOrEqual(24);
  });
});
