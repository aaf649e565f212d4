import { baseCategories } from '@halles/domain/categories';
import { tokensOf } from '@halles/domain/text';

const LEGAL_FORMS = new Set(['sarl', 'sas', 'sasu', 'eurl', 'sa', 'snc', 'scop', 'ei', 'eirl']);

/** A word that says what kind of business it is tells little about which one: "boulangerie", "pharmacie". */
const KIND_WEIGHT = 0.25;
/** Shorter words have namesakes one letter away. */
const FUZZY_LENGTH = 5;

/** The words of every category's labels and synonyms. */
const kindWords: ReadonlySet<string> = new Set(
  baseCategories.leaves
    .flatMap(({ label, synonyms }) => [label.fr, label.en, ...synonyms.fr, ...synonyms.en])
    .flatMap(tokensOf),
);

const weightOf = (word: string): number => (kindWords.has(word) ? KIND_WEIGHT : 1);

/** What two names are compared by: their significant words without plural marks and legal forms, each once. */
export function matchWordsOf(name: string): readonly string[] {
  const words = tokensOf(name);
  const significant = words.filter((word) => !LEGAL_FORMS.has(word));
  return significant.length === 0 ? words : significant;
}

/** Whether one letter more, less or other makes one word of the other. */
function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

const isSameWord = (one: string, other: string): boolean =>
  one === other || (one.length >= FUZZY_LENGTH && other.length >= FUZZY_LENGTH && isOneLetterOff(one, other));

/** How alike two names are, 0 to 1: the weight of the words that both have over the weight of all (Dice). */
export function nameLikeness(one: readonly string[], other: readonly string[]): number {
  const rest = [...other];
  let total = 0;
  let shared = 0;
  for (const word of rest) total += weightOf(word);
  for (const word of one) {
    total += weightOf(word);
    const at = rest.findIndex((candidate) => isSameWord(word, candidate));
    const [found] = at < 0 ? [] : rest.splice(at, 1);
    if (found !== undefined) shared += Math.min(weightOf(word), weightOf(found));
  }
  return total === 0 ? 0 : Math.min(1, (2 * shared) / total);
}
