import fc from 'fast-check';
import { baseCategories } from './category-tree';
import { foldText, stemText } from '@halles/domain/text';
import { matchBranch, matchCategory } from './match-category';

describe('matchCategory', () => {
  it.each([
    ['boulangerie', 'bakery'],
    ['Boulangeries', 'bakery'],
    ['BAGUETTE', 'bakery'],
    ['primeur', 'greengrocer'],
    ['fruits et légumes', 'greengrocer'],
    ['pressing', 'dry-cleaner'],
    ['cordonnier', 'shoe-repair'],
    ['clé minute', 'shoe-repair'],
    ['clés minute', 'shoe-repair'],
    ['coiffeur', 'hairdresser'],
    ['salon', 'hairdresser'],
    ['toubib', 'doctor'],
    ['resto', 'restaurant'],
    ['tabac', 'tobacconist'],
    ['distributeur', 'atm'],
    ['kine', 'physiotherapist'],
    ['pharmacie de garde', 'pharmacy'],
    ["fuite d'eau", 'plumber'],
    ['fuite d’eau', 'plumber'],
    ['hôtel de ville', 'town-hall'],
    ['église', 'place-of-worship'],
    ['garagiste', 'garage'],
    ['launderette', 'launderette'],
    ['vet', 'veterinary'],
  ])('finds %p first as %s', (text, id) => {
    const [first] = matchCategory(text);
    expect(first?.category.id).toBe(id);
    expect(first?.kind).toBe('exact');
  });

  it.each([
    ['boul', 'bakery'],
    ['pharm', 'pharmacy'],
    ['veter', 'veterinary'],
    ['supermar', 'supermarket'],
  ])('completes %p to %s', (text, id) => {
    const [first] = matchCategory(text);
    expect(first?.category.id).toBe(id);
    expect(first?.kind).toBe('prefix');
  });

  it('gives both meanings of a word that has two', () => {
    const ids = matchCategory('brasserie').map(({ category }) => category.id);
    expect(ids).toEqual(expect.arrayContaining(['restaurant', 'brewery']));
  });

  it('tells the word that answered, as people write it', () => {
    expect(matchCategory('cle minute')[0]).toMatchObject({ term: 'clé minute', locale: 'fr' });
  });

  it.each(['', ' ', 'x', 'xyzzy', '🥐', "'; drop table", 'boulangerie chartrons', '%'])(
    'invents nothing for %p',
    (text) => {
      expect(matchCategory(text)).toEqual([]);
    },
  );

  it('finds every leaf by each of its own words', () => {
    const lost = baseCategories.leaves.flatMap((leaf) =>
      [leaf.label.fr, leaf.plural.fr, leaf.label.en, leaf.plural.en, ...leaf.synonyms.fr, ...leaf.synonyms.en]
        .filter((term) => !matchCategory(term).some(({ category }) => category === leaf))
        .map((term) => `${leaf.id}: ${term}`),
    );
    expect(lost).toEqual([]);
  });

  it('takes any text whatever, and gives a leaf at most once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const ids = matchCategory(text).map(({ category }) => category.id);
        return new Set(ids).size === ids.length;
      }),
    );
  });

  it('finds branches by their names', () => {
    expect(matchBranch('santé').map((branch) => branch.id)).toEqual(['health']);
    expect(matchBranch('x')).toEqual([]);
  });
});

describe('foldText', () => {
  it('makes spellings equal that people do not tell apart', () => {
    expect(foldText('L’Épicerie du Cœur')).toBe('l epicerie du coeur');
    expect(foldText('ǢQUO')).toBe('aequo');
    expect(stemText('boulangeries et clefs')).toBe('boulangerie et clef');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 's', 'x', ' ') }), (text) => {
        const once = stemText(text);
        return once.length <= text.length;
      }),
    );
  });
});
