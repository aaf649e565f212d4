import type { ProductInput } from '@halles/contracts';
import { isSellable } from '../options';
import type { Product } from '../product';
import { differences, factsOf } from './product-facts';
import type { ImportChange, Kept } from './product-import';

/** What becomes of one product when its import is undone. */
export type Undoing =
  | { readonly what: 'archive' }
  | { readonly what: 'restore'; readonly input: ProductInput }
  | { readonly what: 'nothing' }
  | { readonly what: 'keep'; readonly because: Kept };

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
  // What was said before and what was said since need not go together: a price of then, and a choice that takes more off it.
  return isSellable(input) ? { what: 'restore', input } : { what: 'keep', because: 'changed' };
}
