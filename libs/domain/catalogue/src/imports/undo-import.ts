import type { ProductInput, Variant } from '@halles/contracts';
import { isDeepStrictEqual } from 'node:util';
import { isSellable } from '../options';
import type { Product } from '../product';
import { areAlike, withVariants } from '../shared-facts';
import { groupsOf, isNameable } from '../variants';
import { differences, factsOf } from './product-facts';
import type { ImportChange, UnrestoredReason, NamedInput } from './product-import';

/** Whether it may stand in an order: its price, and what it is called. */
const isSold = (input: ProductInput): boolean => isSellable(input) && isNameable(input);

/** What becomes of one product when its import is undone. */
export type Undoing =
  | { readonly what: 'archive' }
  | { readonly what: 'restore'; readonly input: ProductInput }
  | { readonly what: 'nothing' }
  | { readonly what: 'keep'; readonly because: UnrestoredReason };

/**
 * Takes back what an import said of a product, and nothing else: what it did not touch stays as it is now. Where that was said
 * anew since, or cannot be sold together with what was, or the product came with the import and was ordered, it is left alone. Pure.
 * @param now the product as it is; null where it was taken off sale
 * @param isOrdered whether somebody ordered it since
 */
export function undoing({ before, after }: ImportChange, now: Product | null, isOrdered: boolean): Undoing {
  const because = isOrdered ? 'ordered' : 'changed';
  if (now === null) return before === null ? { what: 'nothing' } : { what: 'keep', because: 'changed' };
  const since = differences(after, now);
  if (before === null) return isOrdered || since.length > 0 ? { what: 'keep', because } : { what: 'archive' };
  const touched = differences(before, after);
  if (touched.some((fact) => since.includes(fact))) return { what: 'keep', because };
  const restored = Object.fromEntries(touched.map((fact) => [fact, before[fact]]));
  const input = { ...factsOf(now), ...restored };
  // What was said before and what was said since need not go together: a price of then and a choice that takes more off it, or a
  // name of then and a variant that is longer by now.
  return isSold(input) ? { what: 'restore', input } : { what: 'keep', because: 'changed' };
}

/**
 * Which of the products that are restored can be, beside those that stay as they are: none becomes a variant that another one is
 * by now, and what is restored of all variants of a product must go with what each of them is now. Pure.
 * @param products those on sale, as they are
 */
export function restorable(
  products: readonly Product[],
  wanted: readonly NamedInput[],
): readonly NamedInput[] {
  const groups = groupsOf(products);
  let left = wanted;
  for (;;) {
    const shared = withVariants(products, left);
    const plan: RestoredGroup = {
      wanted: inputsOf(left),
      then: inputsOf(shared.changes),
      conflicts: new Set(shared.conflicts),
    };
    const kept = new Set(groups.flatMap((members) => unrestoredOf(members, plan)));
    if (kept.size === 0) return left;
    left = left.filter(({ id }) => !kept.has(id));
  }
}

/** What is restored, and what is said of each product then. */
interface RestoredGroup {
  readonly wanted: ReadonlyMap<string, ProductInput>;
  readonly then: ReadonlyMap<string, ProductInput>;
  readonly conflicts: ReadonlySet<string>;
}

const inputsOf = (named: readonly NamedInput[]): ReadonlyMap<string, ProductInput> =>
  new Map(named.map(({ id, input }) => [id, input]));

/** The variants of one product that cannot be restored with the others. */
function unrestoredOf(members: readonly Product[], { wanted, then, conflicts }: RestoredGroup): string[] {
  const variantOf = (member: Product): Variant => (then.get(member.id) ?? member).variant;
  const restored = members.filter(({ id }) => wanted.has(id));
  const taken = restored.filter(
    (member) =>
      !isDeepStrictEqual(variantOf(member), member.variant) &&
      members.some((other) => other !== member && !standBeside(variantOf(member), variantOf(other))),
  );
  if (taken.length > 0) return taken.map(({ id }) => id);
  const isRight = members.every(({ id }) => {
    const input = then.get(id);
    return !conflicts.has(id) && (input === undefined || isSold(input));
  });
  if (isRight) return [];
  const saying = restored.filter((member) => !areAlike(wanted.get(member.id) ?? member, member));
  return (saying.length > 0 ? saying : restored).map(({ id }) => id);
}

/** Whether two are variants of one product: of the same attributes, and not the same one. */
const standBeside = (one: Variant, other: Variant): boolean =>
  isDeepStrictEqual(
    one.map(({ attribute }) => attribute),
    other.map(({ attribute }) => attribute),
  ) && !isDeepStrictEqual(one, other);
