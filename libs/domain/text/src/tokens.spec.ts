import { slugOf } from './slug';
import { foldName, indexWordsOf, tokensOf } from './tokens';
import { correctedLetters, deletionsOf } from './word-deletions';

describe('words of names', () => {
  it.each([
    ['Bd. St-Michel', 'boulevard saint michel'],
    ['L’Épicerie du Cœur', 'l epicerie du coeur'],
    ['av. de la Ste Victoire', 'avenue de la sainte victoire'],
    ['', ''],
  ])('compares %j as %j', (text, folded) => {
    expect(foldName(text)).toBe(folded);
    expect(foldName(folded)).toBe(folded);
  });

  it('searches by significant words, without plural marks, each once', () => {
    expect(tokensOf('Les Délices du Moulin, délices et pains')).toEqual(['delice', 'moulin', 'pain']);
  });

  it('keeps every word of a name in which none is significant', () => {
    expect(tokensOf('À la Une')).toEqual(['a', 'la', 'une']);
  });

  it('is found as written too, for who types the beginning', () => {
    expect(indexWordsOf('Halles')).toEqual(['halle', 'halles']);
  });

  it('takes no novel for a name', () => {
    expect(tokensOf(Array.from({ length: 100 }, (_, n) => `mot${n}`).join(' '))).toHaveLength(24);
    expect(tokensOf('a'.repeat(5_000))).toEqual([]);
  });
});

describe('slugs', () => {
  it.each([
    ['L’Épicerie du Cœur', 'l-epicerie-du-coeur'],
    ['Bd. St-Michel', 'boulevard-saint-michel'],
    ['🥖🥖', 'etablissement'],
    ['مخبز', 'etablissement'],
    ['---', 'etablissement'],
  ])('makes of %j the address %j', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('cuts between words, at sixty characters at most', () => {
    const slug = slugOf('Association des commerçants et artisans du centre ancien et de ses faubourgs');
    expect(slug).toBe('association-des-commercants-et-artisans-du-centre-ancien-et');
    expect(slugOf('x'.repeat(300))).toBe('x'.repeat(60));
  });
});

/** One letter too few, too many, wrong or swapped with the next, at a place. */
const slips = (word: string, at: number): string[] => [
  word.slice(0, at) + word.slice(at + 1),
  `${word.slice(0, at)}z${word.slice(at)}`,
  `${word.slice(0, at)}z${word.slice(at + 1)}`,
];

const meet = (written: string, typed: string, distance: number): boolean => {
  const known = new Set(deletionsOf(written, correctedLetters(written)));
  return deletionsOf(typed, distance).some((text) => known.has(text));
};

describe('spellings of words', () => {
  it.each(['pain', 'fleurs', 'librairie', 'boulangerie', 'ophtalmologue'])(
    'meets %s with one letter missing, too many or wrong, wherever it is',
    (word) => {
      for (let at = 0; at < word.length; at += 1)
        for (const slip of slips(word, at)) expect([slip, meet(word, slip, 1)]).toEqual([slip, true]);
    },
  );

  it('meets a long word with two letters wrong, wherever they are', () => {
    const word = 'boulangerie';
    for (let at = 0; at < word.length; at += 1)
      for (const slip of slips(word, at))
        for (let again = 0; again < slip.length; again += 1)
          for (const twice of slips(slip, again))
            expect([twice, meet(word, twice, 2)]).toEqual([twice, true]);
  });

  it('stays small: a long word has 29 spellings at most, a short one none but itself', () => {
    expect(deletionsOf('abcdefghijkl', 2)).toHaveLength(29);
    expect(deletionsOf('bio', correctedLetters('bio'))).toEqual(['bio']);
  });
});
