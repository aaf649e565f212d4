import type { TenantSettings } from '@halles/contracts';
import { applyTenantCategories } from './tenant-categories';
import { baseCategories } from './category-tree';
import { type CategoryTree } from './category';
import type { TenantContext } from '@halles/platform/tenancy';

/** One tree an entry of the registry: the indexes that look-ups keep of a tree live as long as the entry. */
const trees = new WeakMap<TenantSettings, CategoryTree>();

/** The categories of a territory: the base tree as its settings hide, rename and add. */
export function categoriesOf({ tenant: { settings } }: TenantContext): CategoryTree {
  const known = trees.get(settings);
  if (known) return known;
  const { hide, add, rename } = settings.categories;
  const isOwn = hide.length > 0 || add.length > 0 || Object.keys(rename).length > 0;
  const tree = isOwn ? applyTenantCategories(baseCategories, settings.categories) : baseCategories;
  trees.set(settings, tree);
  return tree;
}
