import { baseCategories } from '@halles/domain/categories';
import type { KeyKind, SearchKey } from '../search-key';
import type { FoundPlace } from '../place.repository';
import {
  bareStreetInterpretations,
  keyName,
  relaxedInterpretations,
  strictInterpretations,
  unknownWords,
  type TextAnalysis,
} from './interpretations';
import { readTime } from './time-words';
import { tokensOfText } from './typed-text';
import { vocabularyOf } from './vocabulary';

const NOW = Date.parse('2026-11-25T09:20:00Z');
const vocabulary = vocabularyOf(baseCategories);

const place = (
  kind: FoundPlace['kind'],
  foldedName: string,
  overrides: Partial<FoundPlace> = {},
): FoundPlace => ({
  id: foldedName.length * 100 + ['commune', 'district', 'street'].indexOf(kind),
  kind,
  name: foldedName,
  slug: foldedName.replaceAll(' ', '-'),
  commune: '33063',
  communeName: 'Bordeaux',
  centre: { longitude: -0.57, latitude: 44.84 },
  radius: 500,
  listings: 50,
  foldedName,
  key: kind === 'district' ? null : 900,
  ...overrides,
});

interface Wish {
  /** Listings of a word or category, by value. */
  readonly known?: Readonly<Record<string, number>>;
  readonly places?: readonly FoundPlace[];
  readonly named?: string;
}

function analysisOf(text: string, { known = {}, places = [], named }: Wish = {}): TextAnalysis {
  const time = readTime(tokensOfText(text), NOW, 'Europe/Paris');
  const kinds: readonly KeyKind[] = ['word', 'category', 'branch'];
  const keys = Object.entries(known).flatMap(([value, listings], at) =>
    kinds.map((kind): SearchKey => ({ id: 10 * at + kinds.indexOf(kind), kind, value, listings })),
  );
  return {
    isTyped: text !== '',
    tokens: time.rest,
    places: new Map(places.map((each) => [each.foldedName, [each]])),
    words: new Map(keys.filter(({ kind }) => kind === 'word').map((key) => [key.value, key])),
    categories: new Map(keys.map((key) => [keyName(key), key])),
    corrections: [],
    named: named ?? null,
    postal: null,
    time,
    choose: (found) => found[0] ?? null,
  };
}

const told = (interpretations: ReturnType<typeof strictInterpretations>) =>
  interpretations.map(({ category, place: where, isNear, words, leftOut, foundApart }) => ({
    ...(category ? { category: category.key.value } : {}),
    ...(where ? { place: where.name } : {}),
    ...(isNear ? { isNear } : {}),
    ...(words.length > 0 ? { words } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(foundApart.length > 0 ? { foundApart } : {}),
  }));
const strict = (text: string, input?: Wish) =>
  told(strictInterpretations(analysisOf(text, input), vocabulary));

describe('the interpretations of a text', () => {
  const chartrons = place('district', 'chartrons');
  const bordeaux = place('commune', 'bordeaux');

  it('reads a category and a place, in either order, before words of a name', () => {
    const input = { known: { bakery: 9, boulangerie: 5, chartron: 2 }, places: [chartrons] };
    const expected = [
      { category: 'bakery', place: 'chartrons' },
      { category: 'bakery', words: ['chartrons'] },
      { place: 'chartrons', words: ['boulangerie'] },
    ];
    expect(strict('boulangerie chartrons', input).slice(0, 3)).toEqual(expected);
    expect(strict('chartrons boulangerie', input).slice(0, 2)).toEqual(expected.slice(0, 2));
    expect(strict('la boulangerie aux Chartrons', input)[0]).toEqual(expected[0]);
  });

  it('takes the longest stretch: a street of the market is no market', () => {
    const street = place('street', 'rue du marche');
    expect(strict('rue du marché', { known: { market: 9 }, places: [street] })[0]).toEqual({
      place: 'rue du marche',
    });
    expect(strict('8 bis rue du marché', { known: { market: 9 }, places: [street] })[0]).toEqual({
      place: 'rue du marche',
    });
  });

  it('finds a street in the commune that stands beside it', () => {
    const here = place('street', 'rue de la gare', { commune: '33281', id: 5 });
    const merignac = place('commune', 'merignac', { commune: '33281', id: 6 });
    const analysis = analysisOf('rue de la gare mérignac', { places: [merignac] });
    const places = new Map([
      ...analysis.places,
      ['rue de la gare', [place('street', 'rue de la gare', { commune: '33063', id: 4 }), here]] as const,
    ]);
    expect(strictInterpretations({ ...analysis, places }, vocabulary)[0]?.place?.id).toBe(5);
  });

  it('tells near a place from in it', () => {
    const input = { known: { pharmacy: 9 }, places: [bordeaux] };
    expect(strict('pharmacie près de Bordeaux', input)[0]).toEqual({
      category: 'pharmacy',
      place: 'bordeaux',
      isNear: true,
    });
    expect(strict('pharmacie à Bordeaux', input)[0]).toEqual({ category: 'pharmacy', place: 'bordeaux' });
  });

  it('looks around an address, and into a street', () => {
    const street = place('street', 'rue du marche');
    const input = { known: { pharmacy: 9 }, places: [street] };
    expect(strict('pharmacie 8 bis rue du marché', input)[0]).toEqual({
      category: 'pharmacy',
      place: 'rue du marche',
      isNear: true,
    });
    expect(strict('pharmacie rue du marché', input)[0]).toEqual({
      category: 'pharmacy',
      place: 'rue du marche',
    });
  });

  it('chooses the meaning of a term that the territory has', () => {
    expect(strict('brasserie', { known: { restaurant: 9, brewery: 2 } })[0]).toEqual({
      category: 'restaurant',
    });
    expect(strict('brasserie', { known: { brewery: 2 } })[0]).toEqual({ category: 'brewery' });
  });

  it('looks for a name first, but not for a kind that some take for their name', () => {
    const named = (text: string, input: Wish) =>
      strictInterpretations(analysisOf(text, input), vocabulary)[0]?.named ?? null;
    const known = { hairdresser: 9, butcher: 4, boucherie: 4, bordeaux: 3, bordeau: 3, paul: 1 };
    expect(named('boulangerie paul', { known, named: 'boulangerie paul' })).toEqual({
      kind: 'name',
      value: 'boulangerie paul',
    });
    expect(named('salon de coiffure', { known, named: 'salon de coiffure' })).toBeNull();
    expect(named('la boucherie', { known })).toMatchObject({ kind: 'phrase', value: 'la boucherie' });
    expect(named('le bordeaux', { known, places: [bordeaux] })).toMatchObject({
      kind: 'phrase',
      value: 'le bordeaux',
    });
    expect(named('bordeaux', { known, places: [bordeaux], named: 'bordeaux' })).toBeNull();
  });

  it('knows which words nothing has', () => {
    const unknown = (text: string, input: Wish) =>
      unknownWords(analysisOf(text, input), vocabulary).map(({ word }) => word);
    expect(unknown('boulangerie chartons xyz', { known: { xyz: 0 }, places: [chartrons] })).toEqual([
      'chartons',
      'xyz',
    ]);
  });

  it('answers signs without words with nothing, and no text with everything', () => {
    expect(strictInterpretations(analysisOf('???'), vocabulary)).toEqual([
      expect.objectContaining({ keys: null }),
    ]);
    expect(strictInterpretations(analysisOf(''), vocabulary)).toEqual([
      expect.objectContaining({ keys: [] }),
    ]);
  });

  it('takes a street without its type, or by its last words, only when asked to', () => {
    const street = place('street', 'rue serpenoise');
    const analysis = analysisOf('chaussures serpenoise', {
      known: { 'shoe-shop': 9, serpenoise: 4 },
      places: [street],
    });
    expect(told(strictInterpretations(analysis, vocabulary))[0]).toEqual({
      category: 'shoe-shop',
      words: ['serpenoise'],
    });
    expect(told(bareStreetInterpretations(analysis, vocabulary))).toEqual([
      { category: 'shoe-shop', place: 'rue serpenoise' },
    ]);
    const malraux = place('street', 'avenue andre malraux');
    const partial = analysisOf('assurance avenue malraux', { known: { insurance: 9 } });
    const places = new Map([['avenue % malraux', [malraux]]]);
    expect(told(bareStreetInterpretations({ ...partial, places }, vocabulary))).toEqual([
      { category: 'insurance', place: 'avenue andre malraux' },
    ]);
  });
});

describe('what is tried when nothing has it all', () => {
  const relaxed = (text: string, input?: Wish) =>
    told(relaxedInterpretations(analysisOf(text, input), vocabulary));

  it('is near the place, and says so', () => {
    const input = { known: { bakery: 9 }, places: [place('commune', 'bordeaux')] };
    expect(relaxed('boulangerie bordeaux', input)).toEqual([
      { category: 'bakery', place: 'bordeaux', isNear: true, leftOut: ['bordeaux'] },
    ]);
  });

  it('leaves unknown words out, but never more than half of what was looked for', () => {
    expect(relaxed('boulangerie xqzk', { known: { bakery: 9 } })).toEqual([
      { category: 'bakery', leftOut: ['xqzk'] },
    ]);
    expect(relaxed('boulangerie xqzk wvvw', { known: { bakery: 9 } })).toEqual([]);
    expect(relaxed('xqzk', {})).toEqual([]);
    expect(relaxed('xqzk bordeaux', { places: [place('commune', 'bordeaux')] })).toEqual([]);
  });

  it('doubts the kind of a rare name before the name, and a common word before the kind', () => {
    expect(relaxed('restaurant zanzibar', { known: { restaurant: 90, zanzibar: 1 } })).toEqual([
      { words: ['zanzibar'], leftOut: ['restaurant'], foundApart: ['restaurant'] },
      { category: 'restaurant', leftOut: ['zanzibar'], foundApart: ['zanzibar'] },
    ]);
    expect(relaxed('restaurant centre', { known: { restaurant: 90, centre: 400 } })[0]).toEqual({
      category: 'restaurant',
      leftOut: ['centre'],
      foundApart: ['centre'],
    });
  });

  it('forgets the hours that a text asked for where nothing is open then', () => {
    expect(relaxed('boulangerie ouverte dimanche', { known: { bakery: 9 } })).toEqual([
      { category: 'bakery', leftOut: ['ouverte dimanche'], foundApart: ['ouverte dimanche'] },
    ]);
  });

  it('does not answer by a letter or a digit alone', () => {
    expect(relaxed('1 2', { known: { '1': 5, '2': 9 } })).toEqual([]);
  });
});
