import { foldText, stemText } from './fold';

/** Short forms that signs, addresses and searches use alike. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
  bd: 'boulevard',
  bld: 'boulevard',
  blvd: 'boulevard',
  boul: 'boulevard',
  av: 'avenue',
  ave: 'avenue',
  pl: 'place',
  fg: 'faubourg',
  fbg: 'faubourg',
};

/** Words that are in every other name and tell none from another. */
const STOP_WORDS = new Set(
  'le la les l de du des d a au aux en et chez un une the of and at in on to s'.split(' '),
);

/** Whether a folded word is an article, a preposition: never searched for itself beside significant words. */
export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);

/** Longer words are no words; more of them are no name. */
const LONGEST_WORD = 40;
const MAX_WORDS = 24;

/**
 * A name, street or place as it is compared: folded (no accents, no capitals, no signs), with short forms written out.
 * "Bd. St-Michel" → "boulevard saint michel".
 */
export function foldName(text: string): string {
  return foldText(text)
    .split(' ')
    .map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] ?? word) : word))
    .join(' ');
}

/** The significant words of a text, folded: all of them where none is significant ("À la Une"). */
function significantWords(text: string): string[] {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '' && word.length <= LONGEST_WORD);
  const significant = words.filter((word) => !STOP_WORDS.has(word));
  return [...new Set(significant.length === 0 ? words : significant)].slice(0, MAX_WORDS);
}

/** The words by which a text is searched: folded, without plural marks and stop words, each once, at most 24. */
export function tokensOf(text: string): string[] {
  return [...new Set(significantWords(text).map(stemText))];
}

/** The words under which a text is found: its tokens, and as written where that differs, for who types its beginning. */
export function indexWordsOf(text: string): string[] {
  const words = significantWords(text);
  return [...new Set([...words.map(stemText), ...words])];
}
