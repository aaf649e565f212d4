import type { Locale } from '@halles/kernel';
import type { Branch, Category, CategoryTree } from './category';
import { type Term, branches, indexOf } from './category-index';
import { baseCategories } from './category-tree';
import { foldText, stemText } from '@halles/domain/text';

/** Why a leaf answers a text. */
export interface CategoryMatch {
  readonly category: Category;
  /** The whole term, plural marks aside, or its beginning. */
  readonly kind: 'exact' | 'prefix';
  /** The label or synonym that answered, as it is written for people. */
  readonly term: string;
  readonly locale: Locale;
}

/** One letter is the beginning of everything. */
const SHORTEST_PREFIX = 2;

/** The terms that begin with a folded text: a stretch of the sorted list, found by binary search. */
function termsFrom(terms: readonly Term[], prefix: string): Term[] {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle]?.folded ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: Term[] = [];
  for (let at = low; terms[at]?.folded.startsWith(prefix); at += 1) found.push(...terms.slice(at, at + 1));
  return found;
}

/** Labels before synonyms, then what is nearest to what was typed, then the alphabet: the same each time. */
const byNearness = (one: Term, other: Term): number =>
  Math.min(one.rank, 2) - Math.min(other.rank, 2) ||
  one.folded.length - other.folded.length ||
  one.rank - other.rank ||
  (one.category.id < other.category.id ? -1 : 1);

/**
 * The leaves in sight that a text names by a label or a synonym, in French or English: whole terms first ("boulangeries",
 * "toubib"), then those that begin with it ("boul"). Accents, capitals, apostrophes and plurals do not count. One result
 * a leaf. For query understanding: nothing is guessed, a text that names no category gives none.
 */
export function matchCategory(text: string, tree: CategoryTree = baseCategories): readonly CategoryMatch[] {
  const index = indexOf(tree);
  const folded = foldText(text);
  if (folded === '') return [];
  const exact = [...(index.byStem.get(stemText(folded)) ?? [])].sort(byNearness);
  const begun = folded.length < SHORTEST_PREFIX ? [] : termsFrom(index.terms, folded).sort(byNearness);
  const matches = new Map<string, CategoryMatch>();
  const add = (kind: CategoryMatch['kind']) => (term: Term) => {
    const { category, locale } = term;
    if (!matches.has(category.id)) matches.set(category.id, { category, kind, term: term.text, locale });
  };
  exact.forEach(add('exact'));
  begun.forEach(add('prefix'));
  return [...matches.values()];
}

/** The branches in sight whose label is the text or begins with it ("santé" → health). */
export function matchBranch(text: string, tree: CategoryTree = baseCategories): readonly Branch[] {
  const wanted = stemText(foldText(text));
  if (wanted.length < SHORTEST_PREFIX) return [];
  return branches(tree).filter(({ label }) =>
    [label.fr, label.en].some((each) => stemText(foldText(each)).startsWith(wanted)),
  );
}
