import { type CategoryTree, baseCategories } from '@halles/domain/categories';
import { foldText } from '@halles/domain/text';
import type { Bilingual, Locale } from '@halles/kernel';

/** A leaf or a branch of the tree as addresses and menus name it. */
export interface CategoryNode {
  readonly id: string;
  readonly isBranch: boolean;
  /** In the plural: "Boulangeries". */
  readonly label: Bilingual;
  readonly icon: string;
  /** Hidden by the territory: found by its address, in no menu. */
  readonly hidden: boolean;
  readonly slug: Bilingual;
}

interface NodeIndex {
  readonly byId: ReadonlyMap<string, CategoryNode>;
  readonly bySlug: ReadonlyMap<string, CategoryNode>;
}

const locales: readonly Locale[] = ['fr', 'en'];
const slugged = (text: string): string => foldText(text).replaceAll(' ', '-');

function* namesOf(tree: CategoryTree): Generator<Omit<CategoryNode, 'slug'>> {
  for (const branch of tree.branches) yield { ...branch, isBranch: true };
  for (const { id, plural, icon, hidden } of tree.leaves)
    yield { id, label: plural, icon, hidden, isBranch: false };
}

/** Branches come first: a leaf whose name is taken says its id too. */
function buildIndex(tree: CategoryTree): NodeIndex {
  const byId = new Map<string, CategoryNode>();
  const taken = { fr: new Map<string, CategoryNode>(), en: new Map<string, CategoryNode>() };
  for (const node of namesOf(tree)) {
    const slugIn = (locale: Locale): string => {
      const slug = slugged(node.label[locale]);
      return taken[locale].has(slug) ? `${slug}-${node.id}` : slug;
    };
    const whole = { ...node, slug: { fr: slugIn('fr'), en: slugIn('en') } };
    byId.set(node.id, whole);
    for (const locale of locales) taken[locale].set(whole.slug[locale], whole);
  }
  return { byId, bySlug: new Map([...byId, ...taken.en, ...taken.fr]) };
}

const indexes = new WeakMap<CategoryTree, NodeIndex>();

function indexOf(tree: CategoryTree): NodeIndex {
  const known = indexes.get(tree);
  if (known) return known;
  const index = buildIndex(tree);
  indexes.set(tree, index);
  return index;
}

/** A leaf or branch by its id, hidden ones included, or undefined. */
export const nodeOf = (id: string, tree: CategoryTree): CategoryNode | undefined =>
  indexOf(tree).byId.get(id);

/**
 * The leaf or branch that a slug names, in either language, by its id, or by the name that it had before the territory
 * renamed it: addresses survive. Undefined for none.
 */
export function nodeAt(slug: string, tree: CategoryTree): CategoryNode | undefined {
  const found = indexOf(tree).bySlug.get(slug);
  if (found || tree === baseCategories) return found;
  const before = indexOf(baseCategories).bySlug.get(slug);
  return before && nodeOf(before.id, tree);
}
