import type { SearchKey } from '../search-key';
import type { FoundPlace } from '../place.repository';
import type { Take } from './attempt';
import { bareStreetNames, partialStreetPattern, placeNames } from './place-names';
import { isSameReading, type PlacesByName, type Reading, type ReadingOptions, readTokens } from './reading';
import type { AskedTime } from './time-words';
import { type Span, type Token, wordsOf } from './typed-text';
import type { CategoryTerm, Vocabulary } from './vocabulary';

/** A text with what the tables say about its words and stretches. */
export interface View {
  /** Something was typed, be it no word. */
  readonly isTyped: boolean;
  readonly tokens: readonly Token[];
  readonly places: PlacesByName;
  /** Word keys by their value, those without listings included. */
  readonly words: ReadonlyMap<string, SearchKey>;
  /** Keys of categories and branches, `<kind> <id>`. */
  readonly categories: ReadonlyMap<string, SearchKey>;
  readonly corrections: Take['corrections'];
  /** The name that businesses have of those that the text may be. */
  readonly named: string | null;
  readonly postal: { readonly code: string; readonly place: FoundPlace } | null;
  readonly time: AskedTime;
  readonly choose: ReadingOptions['choose'];
}

/** What names are begun with, and searches for a kind are not. */
const ARTICLES = new Set(['le', 'la', 'les', 'l', 'au', 'aux', 'chez', 'the']);

export const keyName = ({ kind, value }: CategoryTerm['key']): string => `${kind} ${value}`;

const isKnown = (view: View, { stem }: Token): boolean => (view.words.get(stem)?.listings ?? 0) > 0;

function read(view: View, vocabulary: Vocabulary, options: Partial<ReadingOptions>): Reading {
  return readTokens(view.tokens, vocabulary, view.places, {
    withCategory: true,
    withPlace: true,
    choose: view.choose,
    listingsOf: ({ key }) => view.categories.get(keyName(key))?.listings ?? 0,
    namesOf: placeNames,
    ...options,
  });
}

/** The words of the likeliest reading that nothing in the territory has: they may be misspelled. */
export function unknownWords(view: View, vocabulary: Vocabulary): Token[] {
  return read(view, vocabulary, {}).words.filter((token) => !isKnown(view, token));
}

export const hasCategory = (view: View, vocabulary: Vocabulary): boolean =>
  read(view, vocabulary, {}).category !== null;

function takeOf(view: View, reading: Reading): Take {
  const category = reading.category && view.categories.get(keyName(reading.category.key));
  const words = reading.words.map((token) => (isKnown(view, token) ? view.words.get(token.stem) : undefined));
  const keys = [...(reading.category ? [category] : []), ...words];
  return {
    category: reading.category,
    categoryWord: reading.categoryWord,
    place: reading.place ?? view.postal?.place ?? null,
    isNear: reading.isNear,
    isWalked: reading.isNear,
    postalCode: reading.place ? null : (view.postal?.code ?? null),
    words: reading.words.map(({ word }) => word),
    keys: keys.every((key) => key !== undefined && key !== null) ? keys : null,
    corrections: view.corrections,
    leftOut: [],
    typedWords: reading.words.length,
    time: view.time,
    named: named(view, reading),
  };
}

/**
 * Whether businesses called exactly so come first. Not where the text is one category or place and nothing else: "salon de
 * coiffure" is some people's sign, but not what is looked for. With an article it is: "la boucherie", "le bordeaux" are
 * looked for in names, as they stand.
 */
function named(view: View, { words, pieces }: Reading): Take['named'] {
  const isPlain = words.length === 0 && pieces === 1;
  const [first] = view.tokens;
  if (!isPlain) return view.named === null ? null : { kind: 'name', value: view.named };
  if (!first || !ARTICLES.has(first.word)) return null;
  const keys = view.tokens.flatMap((token) =>
    isKnown(view, token) ? (view.words.get(token.stem) ?? []) : [],
  );
  const [rarest] = keys.sort((one, other) => one.listings - other.listings);
  const value = wordsOf(view.tokens, { from: 0, until: view.tokens.length });
  return rarest ? { kind: 'phrase', value, key: rarest.id } : null;
}

/** The ways to take a text in which every word counts, the likeliest first. At least one, answerable or not. */
export function strictTakes(view: View, vocabulary: Vocabulary): Take[] {
  const whole = read(view, vocabulary, {});
  if (view.tokens.length === 0 && view.isTyped) return [{ ...takeOf(view, whole), keys: null }];
  const readings = [whole];
  for (const [withCategory, withPlace] of [
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const other = read(view, vocabulary, { withCategory, withPlace });
    if (!readings.some((known) => isSameReading(known, other))) readings.push(other);
  }
  const takes = readings.map((reading) => takeOf(view, reading));
  return takes.filter(({ keys, named: name }, at) => at === 0 || keys !== null || name !== null);
}

/** The same with names of streets without their type: for what no other way answered. */
export function bareStreetTakes(view: View, vocabulary: Vocabulary): Take[] {
  const [plain] = strictTakes(view, vocabulary);
  const reading = read(view, vocabulary, { namesOf: streetNames });
  return reading.place === null || reading.place.id === plain?.place?.id ? [] : [takeOf(view, reading)];
}

const streetNames = (tokens: readonly Token[], span: Span): string[] => [
  ...bareStreetNames(tokens, span),
  partialStreetPattern(tokens, span),
];

/** The stretch around the words that are neither category nor place: a street's name in part, perhaps. */
export function restSpan(view: View, vocabulary: Vocabulary): Span | null {
  const left = new Set(read(view, vocabulary, {}).words);
  const at = view.tokens.flatMap((token, index) => (left.has(token) ? [index] : []));
  const [from] = at;
  const last = at.at(-1);
  return from === undefined || last === undefined ? null : { from, until: last + 1 };
}

/** How much of what was typed must be kept for an answer to be one. */
const KEPT = 0.5;
/** Letters without which a word alone is no answer's ground. */
const SHORTEST_TOLD = 3;
/** A word of no more listings than these is a name. */
const RARE = 20;

/**
 * What is tried when nothing has all that was typed: without the words that nothing has, near the place instead of in it,
 * whatever the hours, without the category, then without the commonest words. Each says what it left out; none leaves out
 * more than half of what was looked for.
 */
export function relaxedTakes(view: View, vocabulary: Vocabulary): Take[] {
  const reading = read(view, vocabulary, {});
  const known = reading.words.filter((token) => isKnown(view, token));
  const unknown = reading.words.filter((token) => !isKnown(view, token)).map(({ word }) => word);
  const parts = reading.words.length + (reading.category ? 1 : 0);
  const isEnough = (kept: number) => kept > 0 && kept >= parts * KEPT;
  const isTold = (kept: readonly Token[]) => kept.some(({ word }) => word.length >= SHORTEST_TOLD);
  const base: Take = {
    ...takeOf(view, { ...reading, words: known }),
    leftOut: unknown,
    typedWords: reading.words.length,
    named: null,
  };
  const takes: Take[] = [];
  const add = (take: Take) => {
    if (take.keys !== null) takes.push(take);
  };
  const whole = known.length + (reading.category ? 1 : 0);
  if (parts > 0 && !isEnough(whole)) return [];
  if (unknown.length > 0 && (reading.category || isTold(known))) add(base);
  const near = nearPlace(base);
  if (near) add(near);
  const anyTime = withoutTime(near ?? base, view.time);
  if (anyTime) add(anyTime);
  const last = anyTime ?? near ?? base;
  const commonest = [...known].sort((one, other) => listingsOf(view, other) - listingsOf(view, one));
  const rarest = commonest.at(-1);
  const isRare = rarest !== undefined && listingsOf(view, rarest) <= RARE;
  const kindless = () => {
    if (last.category && isEnough(known.length) && isTold(known))
      add(withoutCategory(last, takeOf(view, { ...reading, category: null, words: known })));
  };
  // A rare word is a name, whose kind was perhaps mistaken; a common one is less than the kind.
  if (isRare) kindless();
  for (let dropped = 1; isEnough(whole - dropped) && dropped <= known.length; dropped += 1) {
    const gone = new Set(commonest.slice(0, dropped));
    const kept = known.filter((token) => !gone.has(token));
    if (!reading.category && !isTold(kept)) break;
    const { keys, words } = takeOf(view, { ...reading, words: kept });
    add({ ...last, keys, words, leftOut: [...last.leftOut, ...[...gone].map(({ word }) => word)] });
  }
  if (!isRare) kindless();
  return takes;
}

const listingsOf = (view: View, { stem }: Token): number => view.words.get(stem)?.listings ?? 0;

/** From the place on, however far; null where that is so already. */
function nearPlace(take: Take): Take | null {
  if (!take.place || (take.isNear && !take.isWalked)) return null;
  const leftOut = take.isNear ? take.leftOut : [...take.leftOut, take.postalCode ?? take.place.name];
  return { ...take, isNear: true, isWalked: false, postalCode: null, leftOut };
}

function withoutTime(take: Take, { isAsked, words }: AskedTime): Take | null {
  if (!isAsked) return null;
  return {
    ...take,
    time: { isAsked: false, during: null, onDuty: take.time.onDuty },
    leftOut: [...take.leftOut, words.join(' ')],
  };
}

const withoutCategory = (take: Take, { keys }: Take): Take => ({
  ...take,
  category: null,
  categoryWord: null,
  keys,
  leftOut: [...take.leftOut, take.category?.term.toLowerCase() ?? ''],
});
