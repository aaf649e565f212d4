import {
  type CategoryTree,
  categoryById,
  branches,
  foldText,
  matchCategory,
  stemText,
} from '@halles/domain/categories';
import type { KeyKind } from './key.repository';

export interface AskedKey {
  readonly kind: KeyKind;
  readonly value: string;
}

/** The key of a leaf or branch in sight, or null. */
export function categoryKey(id: string, tree: CategoryTree): AskedKey | null {
  if (categoryById(id, tree)) return { kind: 'category', value: id };
  return branches(tree).some((branch) => branch.id === id) ? { kind: 'branch', value: id } : null;
}

/** What a text asks for: a category that it names as a whole, else its words. */
export function readText(
  text: string,
  tree: CategoryTree,
): {
  readonly category: string | null;
  readonly categoryWord: string | null;
  readonly words: readonly string[];
} {
  const folded = foldText(text);
  const [match] = matchCategory(folded, tree).filter(({ kind }) => kind === 'exact');
  if (match) return { category: match.category.id, categoryWord: match.term, words: [] };
  return {
    category: null,
    categoryWord: null,
    words: stemText(folded)
      .split(' ')
      .filter((word) => word !== ''),
  };
}
