import { foldText, isStopWord, stemText } from '@halles/domain/text';

/** Longer words are no words; a message of more has them in its beginning. */
const LONGEST_WORD = 40;
const MOST_WORDS = 800;
/** Words of a search: what is typed beyond them narrows nothing any more. */
const MOST_SEARCHED = 8;

/** No word holds such a sign: a message is found among those of its shop alone, whatever the others of the territory wrote. */
const listingWord = (listingId: number): string => `@${String(listingId)}`;

const wordsOf = (text: string): string[] =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '' && word.length <= LONGEST_WORD && !isStopWord(word));

/**
 * By what a message is found: its words, folded, with and without plural marks, and its shop. Pure.
 * @param texts of the message; of the first one the name of who wrote it too
 */
export function messageWords(listingId: number, texts: readonly string[]): string[] {
  const words = wordsOf(texts.join(' ')).slice(0, MOST_WORDS);
  return [...new Set([listingWord(listingId), ...words, ...words.map(stemText)])];
}

const lexeme = (word: string): string => `'${word.replaceAll(/['\\]/g, '')}'`;

/**
 * What finds the messages of a shop that hold every word of a text, or a word that begins with it, as PostgreSQL reads a
 * `tsquery`; null where no word is significant. Pure.
 */
export function messageQuery(listingId: number, text: string): string | null {
  const words = [...new Set(wordsOf(text))].slice(0, MOST_SEARCHED);
  if (words.length === 0) return null;
  const parts = words.map((word) => {
    const stem = stemText(word);
    return stem === word ? `${lexeme(word)}:*` : `(${lexeme(word)}:* | ${lexeme(stem)})`;
  });
  return [lexeme(listingWord(listingId)), ...parts].join(' & ');
}
