import { correctedLetters, deletionsOf } from '@halles/domain/listings';
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

/** What is looked up in `search_delete` for a word; nothing for one that is not corrected. */
export const spellingsOf = (word: string): string[] => {
  const letters = correctedLetters(word);
  return letters === 0 || !/^\p{L}+$/u.test(word) ? [] : deletionsOf(word, letters);
};

/** The words of the vocabulary that are near a word, as candidates. */
export function categorySpellings(word: string, vocabulary: Vocabulary): Spelling[] {
  const found = new Set(spellingsOf(word).flatMap((deletion) => vocabulary.byDeletion.get(deletion) ?? []));
  return [...found].map((candidate) => ({ word: candidate, listings: vocabulary.words.get(candidate) ?? 0 }));
}

/**
 * The word that was meant: within one letter below eight letters and two from there, the nearest, then the one that goes on
 * from what was typed, then the one that most listings have. Words of less than six letters keep their first letter. Null
 * where none is near enough.
 */
export function correctedWord(word: string, candidates: readonly Spelling[]): string | null {
  const most = correctedLetters(word);
  if (most === 0) return null;
  const near = candidates.flatMap((candidate) => {
    if (word.length < 6 && candidate.word[0] !== word[0]) return [];
    const distance = editDistance(word, candidate.word, most);
    const weight = candidate.listings === 0 ? PLACE_WEIGHT : candidate.listings;
    const goesOn = candidate.word.startsWith(word) ? 0 : 1;
    return distance === 0 || distance > most ? [] : [{ word: candidate.word, distance, goesOn, weight }];
  });
  near.sort(
    (one, other) =>
      one.distance - other.distance ||
      one.goesOn - other.goesOn ||
      other.weight - one.weight ||
      (one.word < other.word ? -1 : 1),
  );
  return near[0]?.word ?? null;
}
