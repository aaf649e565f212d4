import { branches, type CategoryTree, leavesOf } from '@halles/domain/categories';
import { correctedLetters, deletionsOf } from '@halles/domain/text';
import type { KeyReference } from '../search-key';
import { phraseOf, tokensOfText } from './typed-text';

/** A leaf or branch by a term that names it. */
export interface CategoryTerm {
  readonly key: KeyReference;
  /** As it is written for people. */
  readonly term: string;
  readonly isLabel: boolean;
  /** Of its words, beside those of other terms and of businesses: like a number of listings. */
  readonly weight: number;
}

/** The words of a tree of categories, as typed texts are compared with them. */
export interface Vocabulary {
  /** By the significant words of a term: all that it may mean ("brasserie"), the likeliest first. */
  readonly byPhrase: ReadonlyMap<string, readonly CategoryTerm[]>;
  /** Telling words of the longest term. */
  readonly longest: number;
  /** Words of terms that may be misspelled, by what is left of them when letters are left out. */
  readonly byDeletion: ReadonlyMap<string, readonly string[]>;
  /** Every word of a term, with how likely it is to be meant: labels most, English synonyms least. */
  readonly words: ReadonlyMap<string, number>;
  /** Words that are a term by themselves, sorted: those that begin with what is typed. */
  readonly singles: readonly string[];
}

const SHORTEST_JOINED = 6;

/** The vocabulary of what names no category: a place box. */
export const NO_WORDS: Vocabulary = {
  byPhrase: new Map(),
  longest: 1,
  byDeletion: new Map(),
  words: new Map(),
  singles: [],
};

const vocabularies = new WeakMap<CategoryTree, Vocabulary>();

/** The vocabulary of a tree, made at its first use. */
export function vocabularyOf(tree: CategoryTree): Vocabulary {
  const known = vocabularies.get(tree);
  if (known) return known;
  const made = makeVocabulary(tree);
  vocabularies.set(tree, made);
  return made;
}

const fullPhrase = (text: string): string => {
  const tokens = tokensOfText(text);
  return phraseOf(tokens, { from: 0, until: tokens.length });
};

/** Words of categories are what people mean most; in French, labels before synonyms. */
const WEIGHTS = {
  fr: { label: 1_000_000, synonym: 100_000 },
  en: { label: 300, synonym: 100 },
} as const;

/** The likeliest meanings first. */
function* termsOf(tree: CategoryTree): Generator<CategoryTerm> {
  const all = branches(tree);
  const leaves = all.flatMap(({ id }) => leavesOf(id, tree));
  for (const locale of ['fr', 'en'] as const)
    for (const { id, label, plural } of leaves)
      for (const term of [label[locale], plural[locale]])
        yield { key: { kind: 'category', value: id }, term, isLabel: true, weight: WEIGHTS[locale].label };
  for (const locale of ['fr', 'en'] as const)
    for (const { id, synonyms } of leaves)
      for (const term of synonyms[locale])
        yield { key: { kind: 'category', value: id }, term, isLabel: false, weight: WEIGHTS[locale].synonym };
  for (const locale of ['fr', 'en'] as const)
    for (const { id, label } of all)
      for (const term of [label[locale], ...label[locale].split(/ et | and |, /)]) {
        const isLabel = term === label[locale];
        yield { key: { kind: 'branch', value: id }, term, isLabel, weight: WEIGHTS[locale].synonym };
      }
}

function makeVocabulary(tree: CategoryTree): Vocabulary {
  const byPhrase = new Map<string, CategoryTerm[]>();
  for (const term of termsOf(tree)) {
    const phrase = fullPhrase(term.term);
    const known = byPhrase.get(phrase);
    if (!known) byPhrase.set(phrase, [term]);
    else if (!known.some(({ key }) => key.value === term.key.value)) known.push(term);
  }
  byPhrase.delete('');
  // "fastfood" and "super marche": people do not agree on where words end.
  for (const [phrase, terms] of [...byPhrase]) {
    const joined = phrase.replaceAll(' ', '');
    if (joined.length >= SHORTEST_JOINED && !byPhrase.has(joined)) byPhrase.set(joined, terms);
  }
  const words = new Map<string, number>();
  for (const [phrase, terms] of byPhrase)
    for (const word of phrase.split(' '))
      words.set(word, Math.max(words.get(word) ?? 0, ...terms.map(({ weight }) => weight)));
  const byDeletion = new Map<string, string[]>();
  for (const word of words.keys())
    for (const deletion of deletionsOf(word, correctedLetters(word))) {
      const known = byDeletion.get(deletion);
      if (known) known.push(word);
      else byDeletion.set(deletion, [word]);
    }
  const phrases = [...byPhrase.keys()];
  const longest = Math.max(1, ...phrases.map((phrase) => phrase.split(' ').length));
  const singles = phrases.filter((phrase) => !phrase.includes(' ')).sort();
  return { byPhrase, longest, byDeletion, words, singles };
}
