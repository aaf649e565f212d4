import { foldText } from '@halles/domain/text';

const LONGEST = 60;

/**
 * What is kept of a search that found nothing: its folded words. Null where that could tell of a person (addresses of
 * mail, numbers of four digits and more) or is too long to be a search.
 */
export function unansweredWords(text: string): string | null {
  if (text.length > 4 * LONGEST || text.includes('@')) return null;
  const words = foldText(text);
  // Numbers are also written in groups.
  if (words === '' || words.length > LONGEST || /\d{4}/.test(words.replaceAll(' ', ''))) return null;
  return words;
}
