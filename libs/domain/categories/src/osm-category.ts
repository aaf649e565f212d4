import type { Category, CategoryTree, OsmCondition } from './category';
import { indexOf } from './category-index';
import { baseCategories } from './category-tree';

export type OsmTags = Readonly<Record<string, string>>;

/** Of two tags that say as much, the first of these keys tells better what a place is. */
const KEYS = [
  'amenity',
  'shop',
  'craft',
  'healthcare',
  'tourism',
  'leisure',
  'office',
  'club',
  'historic',
  'railway',
  'aeroway',
  'emergency',
  'landuse',
  'building',
];

/** Values that say that there is nothing. */
const NOTHING = new Set(['no', 'vacant', 'disused', 'closed', 'abandoned']);

/** `pizza;kebab` holds both. */
const valuesOf = (tags: OsmTags, key: string): string[] =>
  (tags[key] ?? '').split(';').flatMap((value) => (value.trim() === '' ? [] : [value.trim()]));

const holds = (tags: OsmTags, { key, value }: OsmCondition): boolean => {
  const values = valuesOf(tags, key);
  return value === undefined ? values.length > 0 : values.includes(value);
};

/** How much a rule says: each named value counts, "any value" almost nothing. */
const weight = (conditions: readonly OsmCondition[]): number =>
  conditions.filter((condition) => condition.value !== undefined).length;

/**
 * The leaf of an OpenStreetMap object, or null where its tags name no kind of place that the tree knows (a bench, a vacant
 * shop, an office without a trade). The rule with most conditions wins: `amenity=restaurant` with `cuisine=pizza` is a
 * pizzeria.
 */
export function categoryOfOsmTags(tags: OsmTags, tree: CategoryTree = baseCategories): Category | null {
  const { byOsm } = indexOf(tree);
  let best: { readonly category: Category; readonly weight: number } | null = null;
  for (const key of KEYS) {
    const values = valuesOf(tags, key).filter((value) => !NOTHING.has(value));
    for (const value of values.length === 0 ? [] : [...values, '*']) {
      for (const { category, conditions } of byOsm.get(`${key}=${value}`) ?? []) {
        const found = weight(conditions);
        if (
          conditions.every((condition) => holds(tags, condition)) &&
          (best === null || found > best.weight)
        ) {
          best = { category, weight: found };
        }
      }
    }
  }
  return best?.category ?? null;
}
