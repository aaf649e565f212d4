import type { SearchKey } from '../search-key';
import type { FoundPlace } from '../place.repository';
import type { TextInterpretation } from './candidate';
import { bareStreetNames, partialStreetPattern, placeNames } from './place-names';
import { isSameReading, type PlacesByName, type Reading, type ReadingOptions, readTokens } from './reading';
import type { RequestedTime } from './time-words';
import { type Span, type Token, wordsOf } from './typed-text';
import type { CategoryTerm, Vocabulary } from './vocabulary';

/** A text with what the tables say about its words and stretches. */
export interface TextAnalysis {
  /** Something was typed, be it no word. */
  readonly isTyped: boolean;
  readonly tokens: readonly Token[];
  readonly places: PlacesByName;
  /** Word keys by their value, those without listings included. */
  readonly words: ReadonlyMap<string, SearchKey>;
  /** Keys of categories and branches, `<kind> <id>`. */
  readonly categories: ReadonlyMap<string, SearchKey>;
  readonly corrections: TextInterpretation['corrections'];
  /** The name that businesses have of those that the text may be. */
  readonly named: string | null;
  readonly postal: { readonly code: string; readonly place: FoundPlace } | null;
  readonly time: RequestedTime;
  readonly choose: ReadingOptions['choose'];
}

/** What names are begun with, and searches for a kind are not. */
const ARTICLES = new Set(['le', 'la', 'les', 'l', 'au', 'aux', 'chez', 'the']);

/** A key of the search index as a text that maps can be keyed by. Pure. */
export const keyName = ({ kind, value }: CategoryTerm['key']): string => `${kind} ${value}`;

const isKnown = (analysis: TextAnalysis, { stem }: Token): boolean =>
  (analysis.words.get(stem)?.listings ?? 0) > 0;

function read(analysis: TextAnalysis, vocabulary: Vocabulary, options: Partial<ReadingOptions>): Reading {
  return readTokens(analysis.tokens, vocabulary, analysis.places, {
    withCategory: true,
    withPlace: true,
    choose: analysis.choose,
    listingsOf: ({ key }) => analysis.categories.get(keyName(key))?.listings ?? 0,
    namesOf: placeNames,
    ...options,
  });
}

/** The words of the likeliest reading that nothing in the territory has: they may be misspelled. */
export function unknownWords(analysis: TextAnalysis, vocabulary: Vocabulary): Token[] {
  return read(analysis, vocabulary, {}).words.filter((token) => !isKnown(analysis, token));
}

/** Whether an interpretation names a category. Pure. */
export const hasCategory = (analysis: TextAnalysis, vocabulary: Vocabulary): boolean =>
  read(analysis, vocabulary, {}).category !== null;

function interpretationOf(analysis: TextAnalysis, reading: Reading): TextInterpretation {
  const category = reading.category && analysis.categories.get(keyName(reading.category.key));
  const words = reading.words.map((token) =>
    isKnown(analysis, token) ? analysis.words.get(token.stem) : undefined,
  );
  const keys = [...(reading.category ? [category] : []), ...words];
  return {
    category: reading.category,
    categoryWord: reading.categoryWord,
    place: reading.place ?? analysis.postal?.place ?? null,
    isNear: reading.isNear,
    isWalked: reading.isNear,
    postalCode: reading.place ? null : (analysis.postal?.code ?? null),
    words: reading.words.map(({ word }) => word),
    keys: keys.every((key) => key !== undefined && key !== null) ? keys : null,
    corrections: analysis.corrections,
    leftOut: [],
    foundApart: [],
    typedWords: reading.words.length,
    time: analysis.time,
    named: named(analysis, reading),
  };
}

/**
 * Whether businesses called exactly so come first. Not where the text is one category or place and nothing else: "salon de
 * coiffure" is some people's sign, but not what is looked for. With an article it is: "la boucherie", "le bordeaux" are
 * looked for in names, as they stand.
 */
function named(analysis: TextAnalysis, { words, pieces }: Reading): TextInterpretation['named'] {
  const isPlain = words.length === 0 && pieces === 1;
  const [first] = analysis.tokens;
  if (!isPlain) return analysis.named === null ? null : { kind: 'name', value: analysis.named };
  if (!first || !ARTICLES.has(first.word)) return null;
  const keys = analysis.tokens.flatMap((token) =>
    isKnown(analysis, token) ? (analysis.words.get(token.stem) ?? []) : [],
  );
  const [rarest] = keys.sort((one, other) => one.listings - other.listings);
  const value = wordsOf(analysis.tokens, { from: 0, until: analysis.tokens.length });
  return rarest ? { kind: 'phrase', value, key: rarest.id } : null;
}

/** The interpretations of a text in which every word counts, the likeliest first. At least one, answerable or not. */
export function strictInterpretations(analysis: TextAnalysis, vocabulary: Vocabulary): TextInterpretation[] {
  const whole = read(analysis, vocabulary, {});
  if (analysis.tokens.length === 0 && analysis.isTyped)
    return [{ ...interpretationOf(analysis, whole), keys: null }];
  const readings = [whole];
  for (const [withCategory, withPlace] of [
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const other = read(analysis, vocabulary, { withCategory, withPlace });
    if (!readings.some((known) => isSameReading(known, other))) readings.push(other);
  }
  const interpretations = readings.map((reading) => interpretationOf(analysis, reading));
  return interpretations.filter(({ keys, named: name }, at) => at === 0 || keys !== null || name !== null);
}

/** The interpretation of a text in which no word names a kind of business: of somebody who looks for goods. */
export const goodsInterpretation = (analysis: TextAnalysis, vocabulary: Vocabulary): TextInterpretation => ({
  ...interpretationOf(analysis, read(analysis, vocabulary, { withCategory: false })),
  named: null,
});

/** Interpretations with names of streets without their type: for what no other interpretation answered. */
export function bareStreetInterpretations(
  analysis: TextAnalysis,
  vocabulary: Vocabulary,
): TextInterpretation[] {
  const [plain] = strictInterpretations(analysis, vocabulary);
  const reading = read(analysis, vocabulary, { namesOf: streetNames });
  return reading.place === null || reading.place.id === plain?.place?.id
    ? []
    : [interpretationOf(analysis, reading)];
}

const streetNames = (tokens: readonly Token[], span: Span): string[] => [
  ...bareStreetNames(tokens, span),
  partialStreetPattern(tokens, span),
];

/** The stretch around the words that are neither category nor place: a street's name in part, perhaps. */
export function restSpan(analysis: TextAnalysis, vocabulary: Vocabulary): Span | null {
  const left = new Set(read(analysis, vocabulary, {}).words);
  const at = analysis.tokens.flatMap((token, index) => (left.has(token) ? [index] : []));
  const [from] = at;
  const last = at.at(-1);
  return from === undefined || last === undefined ? null : { from, until: last + 1 };
}

/** The share of what was typed that an answer must match. */
const LEAST_MATCHED = 0.5;
/** Letters that a word must have to be searched for alone. */
const SHORTEST_ALONE = 3;
/** A word of no more listings than these is a name. */
const RARE = 20;

/**
 * What is tried when nothing has all that was typed: without the words that nothing has, near the place instead of in it,
 * whatever the hours, without the category, then without the commonest words. Each says what it left out; none leaves out
 * more than half of what was looked for.
 */
export function relaxedInterpretations(analysis: TextAnalysis, vocabulary: Vocabulary): TextInterpretation[] {
  const reading = read(analysis, vocabulary, {});
  const known = reading.words.filter((token) => isKnown(analysis, token));
  const unknown = reading.words.filter((token) => !isKnown(analysis, token)).map(({ word }) => word);
  const parts = reading.words.length + (reading.category ? 1 : 0);
  const isEnough = (matched: number) => matched > 0 && matched >= parts * LEAST_MATCHED;
  const isEnoughAlone = (words: readonly Token[]) => words.some(({ word }) => word.length >= SHORTEST_ALONE);
  const base: TextInterpretation = {
    ...interpretationOf(analysis, { ...reading, words: known }),
    leftOut: unknown,
    typedWords: reading.words.length,
    named: null,
  };
  const interpretations: TextInterpretation[] = [];
  const add = (interpretation: TextInterpretation) => {
    if (interpretation.keys !== null) interpretations.push(interpretation);
  };
  const whole = known.length + (reading.category ? 1 : 0);
  if (parts > 0 && !isEnough(whole)) return [];
  if (unknown.length > 0 && (reading.category || isEnoughAlone(known))) add(base);
  const near = nearPlace(base);
  if (near) add(near);
  const anyTime = withoutTime(near ?? base, analysis.time);
  if (anyTime) add(anyTime);
  const last = anyTime ?? near ?? base;
  const commonest = [...known].sort((one, other) => listingsOf(analysis, other) - listingsOf(analysis, one));
  const rarest = commonest.at(-1);
  const isRare = rarest !== undefined && listingsOf(analysis, rarest) <= RARE;
  const kindless = () => {
    if (last.category && isEnough(known.length) && isEnoughAlone(known))
      add(withoutCategory(last, interpretationOf(analysis, { ...reading, category: null, words: known })));
  };
  // A rare word is a name, whose kind was perhaps mistaken; a common one is less than the kind.
  if (isRare) kindless();
  for (let dropped = 1; isEnough(whole - dropped) && dropped <= known.length; dropped += 1) {
    const gone = new Set(commonest.slice(0, dropped));
    const remaining = known.filter((token) => !gone.has(token));
    if (!reading.category && !isEnoughAlone(remaining)) break;
    const { keys, words } = interpretationOf(analysis, { ...reading, words: remaining });
    add(
      leaving(
        { ...last, keys, words },
        [...gone].map(({ word }) => word),
      ),
    );
  }
  if (!isRare) kindless();
  return interpretations;
}

const listingsOf = (analysis: TextAnalysis, { stem }: Token): number =>
  analysis.words.get(stem)?.listings ?? 0;

/** From the place on, however far; null where that is so already. */
function nearPlace(interpretation: TextInterpretation): TextInterpretation | null {
  if (!interpretation.place || (interpretation.isNear && !interpretation.isWalked)) return null;
  const leftOut = interpretation.isNear
    ? interpretation.leftOut
    : [...interpretation.leftOut, interpretation.postalCode ?? interpretation.place.name];
  return { ...interpretation, isNear: true, isWalked: false, postalCode: null, leftOut };
}

function withoutTime(
  interpretation: TextInterpretation,
  { isRequested, words }: RequestedTime,
): TextInterpretation | null {
  if (!isRequested) return null;
  const time = { isRequested: false, isFree: false, during: null, onDuty: interpretation.time.onDuty };
  return leaving({ ...interpretation, time }, [words.join(' ')]);
}

const withoutCategory = (
  interpretation: TextInterpretation,
  { keys }: TextInterpretation,
): TextInterpretation =>
  leaving({ ...interpretation, category: null, categoryWord: null, keys }, [
    interpretation.category?.term.toLowerCase() ?? '',
  ]);

/** Without words that are found, and not together with the rest. */
const leaving = (interpretation: TextInterpretation, words: readonly string[]): TextInterpretation => ({
  ...interpretation,
  leftOut: [...interpretation.leftOut, ...words],
  foundApart: [...interpretation.foundApart, ...words],
});
