import type { Locale } from '@halles/kernel';
import type { Branch, Category, CategoryTree, OsmCondition } from './category';
import { baseCategories } from './category-tree';
import { foldText, stemText } from '@halles/domain/text';

/** A word or phrase by which a leaf is found. */
export interface Term {
  readonly category: Category;
  readonly locale: Locale;
  /** As written in the data. */
  readonly text: string;
  readonly folded: string;
  readonly stem: string;
  /** 0: the label, 1: its plural, then the synonyms in their order. */
  readonly rank: number;
}

export interface OsmRule {
  readonly category: Category;
  readonly conditions: readonly OsmCondition[];
}

/** A narrower leaf, and the stems that tell it in a business's name. */
export interface NamedCandidate {
  readonly category: Category;
  readonly stems: readonly string[];
}

export interface CategoryIndex {
  readonly byId: ReadonlyMap<string, Category>;
  readonly byBranch: ReadonlyMap<string, readonly Category[]>;
  readonly byNaf: ReadonlyMap<string, Category>;
  /** What else a business of a code may be where its name says so. */
  readonly byNameOfNaf: ReadonlyMap<string, readonly NamedCandidate[]>;
  /** Rules by their first condition, `key=value` or `key=*`. */
  readonly byOsm: ReadonlyMap<string, readonly OsmRule[]>;
  /** Terms of the leaves in sight, sorted by `folded`. */
  readonly terms: readonly Term[];
  readonly byStem: ReadonlyMap<string, readonly Term[]>;
}

/** Terms of one leaf in one language: label, plural, synonyms. */
export function termsOf(category: Category, locale: Locale): Term[] {
  const texts = [category.label[locale], category.plural[locale], ...category.synonyms[locale]];
  return texts.map((text, rank) => {
    const folded = foldText(text);
    return { category, locale, text, folded, stem: stemText(folded), rank };
  });
}

/** How many of a leaf's synonyms a name is searched for: data files put the most characteristic ones first. */
const SEARCHED_SYNONYMS = 3;

/** Shorter words are in names by chance. */
const SHORTEST_KEYWORD = 3;

const toNamedCandidate = (category: Category): NamedCandidate => ({
  category,
  stems: termsOf(category, 'fr')
    .slice(0, 2 + SEARCHED_SYNONYMS)
    .map((term) => term.stem)
    .filter((stem) => stem.length >= SHORTEST_KEYWORD),
});

/** Items in the groups of their keys. */
function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, item] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const osmKey = ({ key, value }: OsmCondition): string => `${key}=${value ?? '*'}`;

function buildIndex({ branches: all, leaves }: CategoryTree): CategoryIndex {
  const hiddenBranches = new Set(all.filter((branch) => branch.hidden).map((branch) => branch.id));
  const inSight = leaves.filter((leaf) => !leaf.hidden && !hiddenBranches.has(leaf.branch));
  const terms = inSight
    .flatMap((leaf) => [...termsOf(leaf, 'fr'), ...termsOf(leaf, 'en')])
    .sort((one, other) => (one.folded < other.folded ? -1 : Number(one.folded > other.folded)));
  return {
    byId: new Map(leaves.map((leaf) => [leaf.id, leaf])),
    byBranch: grouped(inSight.map((leaf) => [leaf.branch, leaf] as const)),
    byNaf: new Map(leaves.flatMap((leaf) => leaf.naf.map((code) => [code, leaf]))),
    byNameOfNaf: grouped(
      leaves.flatMap((leaf) => {
        const candidate = toNamedCandidate(leaf);
        return leaf.nafByName.map((code) => [code, candidate] as const);
      }),
    ),
    byOsm: grouped(
      leaves.flatMap((category) =>
        category.osm.flatMap((conditions) =>
          conditions.slice(0, 1).map((first) => [osmKey(first), { category, conditions }] as const),
        ),
      ),
    ),
    terms,
    byStem: grouped(terms.map((term) => [term.stem, term] as const)),
  };
}

/** One index a tree, for as long as somebody holds the tree. */
const indexes = new WeakMap<CategoryTree, CategoryIndex>();

/** The index of a tree, made at its first use. */
export function indexOf(tree: CategoryTree): CategoryIndex {
  const known = indexes.get(tree);
  if (known !== undefined) return known;
  const index = buildIndex(tree);
  indexes.set(tree, index);
  return index;
}

/** The leaf of an id, hidden ones included (a listing keeps its category), or undefined. */
export function categoryById(id: string, tree: CategoryTree = baseCategories): Category | undefined {
  return indexOf(tree).byId.get(id);
}

/** The branches in sight that have a leaf in sight, in the order of menus. */
export function branches(tree: CategoryTree = baseCategories): readonly Branch[] {
  return tree.branches.filter((branch) => indexOf(tree).byBranch.has(branch.id));
}

/** The leaves in sight of a branch, in the order of menus; none for an unknown or hidden branch. */
export function leavesOf(branch: string, tree: CategoryTree = baseCategories): readonly Category[] {
  return indexOf(tree).byBranch.get(branch) ?? [];
}
