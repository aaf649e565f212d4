import { correctedLetters, deletionsOf } from '@halles/domain/text';
import type { Vocabulary } from './vocabulary';

/**
 * How many letters must be changed, added, left out or swapped with their neighbour to make one word the other
 * (Damerau-Levenshtein, each stretch edited once); stops counting above `most` and answers `most + 1`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    if (Math.min(...current) > most) return most + 1;
    [before, last] = [last, current];
  }
  return Math.min(last[other.length] ?? 0, most + 1);
}

/** A word that may have been meant. */
export interface Spelling {
  readonly word: string;
  /** How many listings have it. */
  readonly listings: number;
}

/** Words of the tables that no listing has are those of places: people mean them as often as a middling name. */
const PLACE_WEIGHT = 250;

/** From this length on the word that was meant may be so long that two of its letters are wrong. */
const LONG = 6;

/** Letters that sound the same, either way. */
const SOUNDS = [
  ['f', 'ph'],
  ['k', 'c'],
  ['k', 'qu'],
  ['i', 'y'],
  ['o', 'au'],
  ['au', 'eau'],
  ['en', 'an'],
  ['s', 'z'],
  ['s', 'c'],
  ['j', 'g'],
] as const;
const MAX_SOUNDS = 24;

/** The spellings of a word that sound the same, one sound exchanged wherever it is. */
export function soundsLike(word: string): string[] {
  const found = new Set<string>();
  for (const [one, other] of SOUNDS)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      for (let at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1))
        found.add(word.slice(0, at) + to + word.slice(at + from.length));
  found.delete(word);
  return [...found].slice(0, MAX_SOUNDS);
}

const isCorrected = (word: string): boolean => correctedLetters(word) > 0 && /^\p{L}+$/u.test(word);

/** What is looked up in `search_delete` for a word; nothing for one that is not corrected. */
export const spellingsOf = (word: string): string[] =>
  isCorrected(word) ? deletionsOf(word, word.length < LONG ? 1 : 2) : [];

/** The words of the vocabulary that are near a word, as candidates. */
export function categorySpellings(word: string, vocabulary: Vocabulary): Spelling[] {
  const found = new Set(spellingsOf(word).flatMap((deletion) => vocabulary.byDeletion.get(deletion) ?? []));
  for (const sounding of soundsLike(word)) if (vocabulary.words.has(sounding)) found.add(sounding);
  return [...found].map((candidate) => ({ word: candidate, listings: vocabulary.words.get(candidate) ?? 0 }));
}

/**
 * The word that was meant: one letter from it where both have less than eight letters, else two; the nearest, then the one
 * that sounds the same, then the one that goes on from what was typed, then the one that most listings have. Words of less
 * than six letters keep their first letter. Null where none is near enough.
 */
export function correctedWord(word: string, candidates: readonly Spelling[]): string | null {
  if (!isCorrected(word)) return null;
  const sounds = new Set(soundsLike(word));
  const near = candidates.flatMap((candidate) => {
    const sounding = sounds.has(candidate.word);
    if (word.length < 6 && !sounding && candidate.word[0] !== word[0]) return [];
    const most = Math.max(correctedLetters(word), correctedLetters(candidate.word));
    const distance = sounding ? 1 : editDistance(word, candidate.word, most);
    if (distance === 0 || distance > most) return [];
    const weight = candidate.listings === 0 ? PLACE_WEIGHT : candidate.listings;
    const likeness = sounding ? 0 : candidate.word.startsWith(word) ? 1 : 2;
    return [{ word: candidate.word, distance, likeness, weight }];
  });
  near.sort(
    (one, other) =>
      one.distance - other.distance ||
      one.likeness - other.likeness ||
      other.weight - one.weight ||
      (one.word < other.word ? -1 : 1),
  );
  return near[0]?.word ?? null;
}
