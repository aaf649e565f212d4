import type { SearchKey } from '../lookup.repository';
import type { FoundPlace } from '../place.repository';
import type { Take } from './attempt';
import { bareStreetNames, placeNames } from './place-names';
import { isSameReading, type PlacesByName, type Reading, type ReadingOptions, readTokens } from './reading';
import type { AskedTime } from './time-words';
import type { Token } from './typed-text';
import type { CategoryTerm, Vocabulary } from './vocabulary';

/** A text with what the tables say about its words and stretches. */
export interface View {
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

export const keyName = ({ kind, value }: CategoryTerm['key']): string => `${kind} ${value}`;

const isKnown = (view: View, { stem }: Token): boolean => (view.words.get(stem)?.listings ?? 0) > 0;

function read(view: View, vocabulary: Vocabulary, options: Partial<ReadingOptions>): Reading {
  return readTokens(view.tokens, vocabulary, view.places, {
    withCategory: true,
    withPlace: true,
    choose: view.choose,
    namesOf: placeNames,
    ...options,
  });
}

/** The words of the likeliest reading that nothing in the territory has: they may be misspelled. */
export function unknownWords(view: View, vocabulary: Vocabulary): Token[] {
  return read(view, vocabulary, {}).words.filter((token) => !isKnown(view, token));
}

function takeOf(view: View, reading: Reading): Take {
  const category = reading.category && view.categories.get(keyName(reading.category.key));
  const words = reading.words.map((token) => (isKnown(view, token) ? view.words.get(token.stem) : undefined));
  const keys = [...(reading.category ? [category] : []), ...words];
  return {
    category: reading.category,
    categoryWord: reading.categoryWord,
    place: reading.place ?? view.postal?.place ?? null,
    isNear: reading.isNear,
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
 * Whether businesses called exactly so come first. Not where the text is a category or place and nothing else: "salon de
 * coiffure" is some people's sign, but not what is looked for; "la boucherie", with its article, is.
 */
function named(view: View, { words }: Reading): Take['named'] {
  const isPlain = words.length === 0 && view.tokens[0]?.isTelling !== false;
  return view.named === null || isPlain ? null : { kind: 'name', value: view.named };
}

/** The ways to take a text in which every word counts, the likeliest first. At least one, answerable or not. */
export function strictTakes(view: View, vocabulary: Vocabulary): Take[] {
  const whole = read(view, vocabulary, {});
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
  const reading = read(view, vocabulary, { namesOf: bareStreetNames });
  return reading.place === null || reading.place.id === plain?.place?.id ? [] : [takeOf(view, reading)];
}

/** How much of what was typed must be kept for an answer to be one. */
const KEPT = 0.5;

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
  if (!isEnough(whole) && parts > 0) return [];
  if (unknown.length > 0) add(base);
  const near = nearPlace(base);
  if (near) add(near);
  const anyTime = withoutTime(near ?? base, view.time);
  if (anyTime) add(anyTime);
  const last = anyTime ?? near ?? base;
  if (last.category && isEnough(known.length))
    add(withoutCategory(last, takeOf(view, { ...reading, category: null, words: known })));
  const commonest = [...known].sort((one, other) => listingsOf(view, other) - listingsOf(view, one));
  for (let dropped = 1; isEnough(whole - dropped) && dropped <= known.length; dropped += 1) {
    const gone = new Set(commonest.slice(0, dropped));
    const kept = known.filter((token) => !gone.has(token));
    const { keys, words } = takeOf(view, { ...reading, words: kept });
    add({ ...last, keys, words, leftOut: [...last.leftOut, ...[...gone].map(({ word }) => word)] });
  }
  return takes;
}

const listingsOf = (view: View, { stem }: Token): number => view.words.get(stem)?.listings ?? 0;

function nearPlace(take: Take): Take | null {
  if (!take.place || take.isNear) return null;
  return {
    ...take,
    isNear: true,
    postalCode: null,
    leftOut: [...take.leftOut, take.postalCode ?? take.place.name],
  };
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
