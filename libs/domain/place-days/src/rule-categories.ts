import { categoriesOf } from '@halles/domain/categories';
import type { TenantContext } from '@halles/platform/tenancy';

/** The leaves that a rule names, branches as their leaves; null: every one. Pure. */
export function leavesOfRule(ctx: TenantContext, categories: readonly string[]): string[] | null {
  if (categories.length === 0) return null;
  const tree = categoriesOf(ctx);
  const leaves = categories.flatMap((id) => {
    // Hidden leaves too: a listing keeps its category.
    const ofBranch = tree.leaves.filter(({ branch }) => branch === id).map((leaf) => leaf.id);
    return ofBranch.length > 0 ? ofBranch : [id];
  });
  return [...new Set(leaves)];
}
