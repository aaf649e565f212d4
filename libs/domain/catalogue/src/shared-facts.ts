import { isDeepStrictEqual } from 'node:util';
import type { ProductInput } from '@halles/contracts';
import { differences, factsOf } from './imports/product-facts';
import type { NamedInput } from './imports/product-import';
import type { Product } from './product';
import { groupsOf } from './variants';

/** What is said of all variants of a product at once; the rest each has of its own. */
export const SHARED_FACTS = [
  'name',
  'description',
  'section',
  'weighing',
  'vat',
  'noticeDays',
  'hours',
  'season',
  'minimumAge',
  'ageRestriction',
  'withdrawal',
  'allergens',
  'labels',
  'options',
] as const satisfies readonly (keyof ProductInput)[];

/** The facts that all variants of a product have in common. Pure. */
export const sharedFactsOf = (product: ProductInput): Pick<ProductInput, (typeof SHARED_FACTS)[number]> =>
  Object.fromEntries(SHARED_FACTS.map((fact) => [fact, product[fact]])) as unknown as Pick<
    ProductInput,
    (typeof SHARED_FACTS)[number]
  >;

/** Whether two variants are said to be of one product: in another name, section or rule they are not. Pure. */
export const areAlike = (one: ProductInput, other: ProductInput): boolean =>
  isDeepStrictEqual(sharedFactsOf(one), sharedFactsOf(other));

/** What is said of some products, and of the other variants of each with it. */
export interface SharedChanges {
  readonly changes: readonly NamedInput[];
  /** Products of which another variant says something else at the same time. */
  readonly conflicts: readonly string[];
}

/**
 * Has the variants of a product be said the same of: what is changed of one is changed of all. Pure.
 * @param before products with all of their variants
 */
export function withVariants(before: readonly Product[], wanted: readonly NamedInput[]): SharedChanges {
  const inputs = new Map(wanted.map((one) => [one.id, one]));
  const conflicts: string[] = [];
  const changes = groupsOf(before).flatMap((members): NamedInput[] => {
    const named = members.flatMap((member) => inputs.get(member.id) ?? []);
    if (members.length === 1 || named.length === 0) return named;
    const shared: Record<string, unknown> = {};
    for (const member of members) {
      const input = inputs.get(member.id)?.input;
      if (!input) continue;
      for (const fact of SHARED_FACTS) {
        if (isDeepStrictEqual(input[fact] ?? null, member[fact] ?? null)) continue;
        if (fact in shared && !isDeepStrictEqual(shared[fact], input[fact])) conflicts.push(member.id);
        else shared[fact] = input[fact];
      }
    }
    return members.flatMap((member): NamedInput[] => {
      const input = { ...(inputs.get(member.id)?.input ?? factsOf(member)), ...shared };
      return inputs.has(member.id) || differences(member, input).length > 0 ? [{ id: member.id, input }] : [];
    });
  });
  return { changes, conflicts };
}
