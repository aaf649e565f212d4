import { phraseOf, spansOf, tokensOfText, wordsOf } from './typed-text';

const wordsIn = (text: string) => tokensOfText(text).map(({ word }) => word);
const tellingIn = (text: string) =>
  tokensOfText(text)
    .filter(({ isSignificant }) => isSignificant)
    .map(({ stem }) => stem);

describe('a typed text', () => {
  it.each([
    ['Boulangeries', ['boulangerie']],
    ['L’Épicerie du Cœur', ['epicerie', 'coeur']],
    ['je cherche un coiffeur', ['coiffeur']],
    ['boulangerie près de chez moi', ['boulangerie']],
    ['PHARMACIE S’IL VOUS PLAÎT', ['pharmacie']],
    ['fleuriste, centre-ville', ['fleuriste']],
  ])('%j is searched by %j', (text, telling) => {
    expect(tellingIn(text)).toEqual(telling);
  });

  it.each([
    ['r. Ste-Catherine', ['rue', 'sainte', 'catherine']],
    ['bd St Michel', ['boulevard', 'saint', 'michel']],
    ['pl. de la Bourse', ['place', 'de', 'la', 'bourse']],
    ['plan r', ['plan', 'r']],
  ])('writes the short forms of %j out', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it.each(['036000291452', '0 36000 29145 2', '00036000291452'])(
    'has the bar code %j in the form in which products have it',
    (typed) => {
      expect(wordsIn(typed)).toEqual(['0036000291452']);
    },
  );

  it('knows chains by their nicknames', () => {
    expect(tellingIn('mac do gare')).toEqual(['mcdonald', 'gare']);
    expect(tellingIn('MCDO')).toEqual(['mcdonald']);
  });

  it('keeps a phrase that wraps nothing', () => {
    expect(wordsIn('autour de moi')).toEqual(['autour', 'de', 'moi']);
    expect(tellingIn('autour de moi')).toEqual([]);
  });

  it.each([
    ['nothing', '', 0],
    ['signs', '???!!! .*+$^(){}[]|\\', 0],
    ['emoji', '😀👩‍🍳🥖', 0],
    ['a NUL', '\u0000', 0],
    ['lone surrogates', '\ud83d\ude00\ud83d boul\udc00', 1],
    ['five thousand letters in a row', 'a'.repeat(5_000), 0],
    ['five thousand words', 'a bc '.repeat(2_500), 16],
    ['right to left', '\u202eمخبز\u202c', 1],
    ['names of a prototype', 'constructor __proto__ hasOwnProperty', 3],
  ])('takes %s', (_what, text, count) => {
    expect(tokensOfText(text)).toHaveLength(count);
  });

  it('gives stretches from the longest to the shortest, each between significant words', () => {
    const tokens = tokensOfText('rue de la gare metz');
    expect(spansOf(tokens, 2).map((span) => wordsOf(tokens, span))).toEqual([
      'rue de la gare',
      'gare metz',
      'rue',
      'gare',
      'metz',
    ]);
    expect(phraseOf(tokens, { from: 0, until: 4 })).toBe('rue gare');
  });
});
