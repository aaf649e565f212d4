import { foldText, stemText, foldName, isStopWord } from '@halles/domain/text';
import { parseGtin } from '@halles/kernel';
import { withoutNicknames } from './nicknames';

/** One word of what was typed. */
export interface Token {
  /** Folded, short forms written out. */
  readonly word: string;
  /** Without plural mark: the form in which words are compared. */
  readonly stem: string;
  /** False: an article, a preposition, a word of politeness. */
  readonly isSignificant: boolean;
}

/** Longer texts are no search: their beginning is read. */
const LONGEST_TEXT = 200;
const LONGEST_WORD = 40;
const MAX_WORDS = 16;

/** Words that people wrap a search in, besides the articles that names have too. */
const WRAPPING = new Set(
  (
    'je j cherche chercher trouver trouve besoin veux voudrais pour avec sans ou mon ma mes moi ici il y pres proche ' +
    'autour vers dans sur sous par quartier where find near for with my around nearby looking'
  ).split(' '),
);

/** The same in several words: from where is known without them. */
const WRAPPING_PHRASES = [
  'pres de chez moi',
  'pres de moi',
  'autour de moi',
  'a cote de moi',
  'a cote de chez moi',
  'a proximite',
  'dans le coin',
  'dans mon quartier',
  'centre ville',
  'near me',
  'around me',
  's il vous plait',
].map((phrase) => phrase.split(' '));

/** Words of a street's type that people shorten, besides those that addresses shorten. */
const STREET_SHORT: Readonly<Record<string, string>> = {
  r: 'rue',
  all: 'allee',
  ch: 'chemin',
  imp: 'impasse',
};

/**
 * The words of a text, at most 16; what is no letter or digit separates. A bar code is one word, in the form in which products
 * have it. Never fails, whatever is typed.
 */
export function tokensOfText(text: string): Token[] {
  const article = text.length <= LONGEST_WORD ? parseGtin(text) : null;
  if (article !== null) return [tokenOf(article)];
  const folded = foldText(text.slice(0, LONGEST_TEXT)).split(' ');
  // The last word may still be in the making: "boul" is no boulevard yet.
  const typed = folded
    .map((word, at) => (at === folded.length - 1 ? word : foldName(word)))
    .filter((word) => word !== '' && word.length <= LONGEST_WORD);
  const words = withoutNicknames(withoutPhrases(typed)).slice(0, MAX_WORDS);
  return words.map((short, at) => {
    const isLast = at === words.length - 1;
    const word = isLast || !Object.hasOwn(STREET_SHORT, short) ? short : (STREET_SHORT[short] ?? short);
    return tokenOf(word);
  });
}

/** A folded word as a token. */
export const tokenOf = (word: string): Token => ({
  word,
  stem: stemText(word),
  isSignificant: !isStopWord(word) && !WRAPPING.has(word),
});

/** A text that is nothing but such a phrase keeps it. */
function withoutPhrases(words: readonly string[]): string[] {
  const rest: string[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = WRAPPING_PHRASES.find((parts) => parts.every((part, index) => words[at + index] === part));
    if (phrase === undefined) rest.push(...words.slice(at, at + 1));
    at += phrase?.length ?? 1;
  }
  return rest.length === 0 ? [...words] : rest;
}

/** A stretch of tokens, the end not included. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The words of a typed text. Pure. */
export const wordsOf = (tokens: readonly Token[], { from, until }: Span): string =>
  tokens
    .slice(from, until)
    .map(({ word }) => word)
    .join(' ');

/** The significant words of a stretch, as phrases are compared. */
export const phraseOf = (tokens: readonly Token[], { from, until }: Span): string =>
  tokens
    .slice(from, until)
    .filter(({ isSignificant }) => isSignificant)
    .map(({ stem }) => stem)
    .join(' ');

/** The stretches that begin and end with a significant word and hold at most so many of them, longest first. */
export function spansOf(tokens: readonly Token[], most: number): Span[] {
  const significant = tokens.flatMap(({ isSignificant }, at) => (isSignificant ? [at] : []));
  const spans: Span[] = [];
  for (let length = Math.min(most, significant.length); length > 0; length -= 1)
    for (let first = 0; first + length <= significant.length; first += 1)
      spans.push({ from: significant[first] ?? 0, until: (significant[first + length - 1] ?? 0) + 1 });
  return spans;
}
