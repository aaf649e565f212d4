/** Only the beginning of a word is taken apart: what is found by it is compared whole. */
const INDEXED_LETTERS = 7;
const SHORTEST_CORRECTED = 4;
const SHORTEST_CORRECTED_TWICE = 8;

/** How many letters of a word may be wrong: 0 below four letters, 1 below eight, else 2. */
export function correctedLetters(word: string): 0 | 1 | 2 {
  if (word.length < SHORTEST_CORRECTED) return 0;
  return word.length < SHORTEST_CORRECTED_TWICE ? 1 : 2;
}

/**
 * The first seven letters of a word, and what is left of them when up to `distance` of them are left out ("symmetric
 * deletes"): two words that differ by so many letters (wrong, missing, too many, swapped) have one of them in common. A
 * query looks its own up in `search_delete`, then compares the words found by their true distance.
 * @param distance how many letters, 0 to 2
 */
export function deletionsOf(word: string, distance: number): string[] {
  const found = new Set([word.slice(0, INDEXED_LETTERS)]);
  let last = [...found];
  for (let round = 0; round < distance; round += 1) {
    last = last.flatMap((text) =>
      Array.from({ length: text.length }, (_, at) => text.slice(0, at) + text.slice(at + 1)),
    );
    for (const text of last) if (text.length > 1) found.add(text);
  }
  return [...found];
}
