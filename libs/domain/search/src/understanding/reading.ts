import type { FoundPlace } from '../place.repository';
import { isStreetTypeAlone, prepositionBefore } from './place-names';
import { phraseOf, type Span, spansOf, type Token } from './typed-text';
import type { CategoryTerm, Vocabulary } from './vocabulary';

/** One reading of a text: what kind, where, and which words are left to be found in names. */
export interface Reading {
  readonly category: CategoryTerm | null;
  /** The stretch that named the category, as typed. */
  readonly categoryWord: string | null;
  readonly place: FoundPlace | null;
  /** Near the place rather than in it. */
  readonly isNear: boolean;
  /** A street with the number of a house. */
  readonly isAddress: boolean;
  /** The significant words that are left, each once. */
  readonly words: readonly Token[];
  /** How many stretches have a meaning. */
  readonly pieces: number;
}

/** Places by a folded name. */
export type PlacesByName = ReadonlyMap<string, readonly FoundPlace[]>;

/** Words of the longest name of a place. */
export const LONGEST_PLACE = 6;

export interface ReadingOptions {
  readonly withCategory: boolean;
  readonly withPlace: boolean;
  /** How many listings a category has, to choose among the meanings of a term. */
  readonly listingsOf: (term: CategoryTerm) => number;
  /** Chooses among places of one name. */
  readonly choose: (places: readonly FoundPlace[]) => FoundPlace | null;
  /** The names by which a stretch may be a place. */
  readonly namesOf: (tokens: readonly Token[], span: Span) => readonly string[];
}

interface Piece extends Span {
  readonly category: CategoryTerm | null;
  readonly places: readonly FoundPlace[];
}

const length = ({ from, until }: Span): number => until - from;
const overlaps = (one: Span, other: Span): boolean => one.from < other.until && other.from < one.until;

/** The categories that a phrase may name, written in one word or two. */
export const termsOf = (phrase: string, { byPhrase }: Vocabulary): readonly CategoryTerm[] =>
  byPhrase.get(phrase) ?? byPhrase.get(phrase.replace(' ', '')) ?? [];

/** Of the meanings of a term the leaf with most listings, the likeliest where none has any; a branch where there is no leaf. */
function meantOf(terms: readonly CategoryTerm[], listingsOf: ReadingOptions['listingsOf']) {
  let best = terms[0];
  for (const term of terms)
    if (best && term.key.kind === best.key.kind && listingsOf(term) > listingsOf(best)) best = term;
  return best;
}

/** The stretches that mean something, the longest first. */
function piecesOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  byName: PlacesByName,
  options: ReadingOptions,
): Piece[] {
  const spans = spansOf(tokens, Math.max(vocabulary.longest, LONGEST_PLACE));
  return spans.flatMap((span) => {
    const term = options.withCategory
      ? meantOf(termsOf(phraseOf(tokens, span), vocabulary), options.listingsOf)
      : undefined;
    const places =
      options.withPlace && !isStreetTypeAlone(tokens, span)
        ? options.namesOf(tokens, span).flatMap((name) => byName.get(name) ?? [])
        : [];
    return term || places.length > 0 ? [{ ...span, category: term ?? null, places }] : [];
  });
}

/**
 * Takes a text apart: the longest stretches that name a category or a place have their meaning, at most one category, and
 * a commune beside a street or district of it; a stretch that is both is the category, unless a preposition says where.
 * House numbers before a street are no words of a name.
 */
export function readTokens(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  byName: PlacesByName,
  options: ReadingOptions,
): Reading {
  const taken: Span[] = [];
  let category: (CategoryTerm & { readonly typed: string }) | null = null;
  const wheres: Piece[] = [];
  for (const piece of piecesOf(tokens, vocabulary, byName, options)) {
    if (taken.some((other) => overlaps(other, piece))) continue;
    const mayBePlace = piece.places.length > 0 && wheres.length < 2;
    const isPlace =
      mayBePlace && (!piece.category || category !== null || prepositionBefore(tokens, piece) !== null);
    if (isPlace) wheres.push(piece);
    else if (piece.category && category === null)
      category = {
        ...piece.category,
        typed: tokens
          .slice(piece.from, piece.until)
          .map(({ word }) => word)
          .join(' '),
      };
    else continue;
    taken.push(piece);
  }
  const place = choosePlace(wheres, options.choose);
  const isTaken = (at: number) => taken.some(({ from, until }) => at >= from && at < until);
  const streets = wheres.filter(({ places }) => places[0]?.kind === 'street');
  const numbers = new Set(streets.flatMap((piece) => houseNumberBefore(tokens, piece)));
  const words = tokens.filter(({ isSignificant }, at) => isSignificant && !isTaken(at) && !numbers.has(at));
  return {
    category,
    categoryWord: category && !category.isLabel ? category.typed : null,
    place,
    isNear:
      wheres.some((piece) => prepositionBefore(tokens, piece) === 'near') ||
      // « boulangerie 12 rue de la Gare »: an address means what is around it.
      (numbers.size > 0 && (category !== null || words.length > 0)),
    isAddress: numbers.size > 0,
    words: [...new Map(words.map((token) => [token.stem, token])).values()],
    pieces: taken.length,
  };
}

/** Where the tokens of a house number before a street are: "8", "12 bis". */
function houseNumberBefore(tokens: readonly Token[], { from }: Span): number[] {
  const isRepetition = /^(?:bis|ter|quater|[a-d])$/.test(tokens[from - 1]?.word ?? '');
  const at = isRepetition ? from - 2 : from - 1;
  return /^\d{1,4}$/.test(tokens[at]?.word ?? '') ? [at, at + 1] : [];
}

/** The narrower of two places where one lies in the other's commune. */
function choosePlace(wheres: readonly Piece[], choose: ReadingOptions['choose']): FoundPlace | null {
  const [one, other] = wheres;
  if (!one) return null;
  if (!other) return choose(one.places);
  for (const [narrow, wide] of [
    [one, other],
    [other, one],
  ] as const) {
    const communes = new Set(
      wide.places.filter(({ kind }) => kind === 'commune').map(({ commune }) => commune),
    );
    const inside = narrow.places.filter(({ kind, commune }) => kind !== 'commune' && communes.has(commune));
    if (inside.length > 0) return choose(inside);
  }
  return choose(length(one) >= length(other) ? one.places : other.places);
}

/** Whether two readings ask for the same. */
export const isSameReading = (one: Reading, other: Reading): boolean =>
  one.category?.key.value === other.category?.key.value &&
  one.place?.id === other.place?.id &&
  one.words.map(({ stem }) => stem).join(' ') === other.words.map(({ stem }) => stem).join(' ');
