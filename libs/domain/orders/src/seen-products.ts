import { createHash } from 'node:crypto';
import type { Allergen, OrderInput } from '@halles/contracts';
import { type Product, soldName } from '@halles/domain/catalogue';
import type { OrderLine } from './order';

/**
 * What a customer read of a product. A product keeps its id when its words are changed, and a variant when a merchant puts another
 * in its place: who read "L" would be given XL, and who read "no nuts" would be given nuts.
 */
export type SeenProduct = OrderInput['seen'][number];

/** Of a product whose price is as it was read, what is not. */
export type WordsChange =
  | { readonly kind: 'name'; readonly productId: string; readonly name: string }
  | {
      readonly kind: 'allergens';
      readonly productId: string;
      readonly name: string;
      /** Null where nothing is said of them any more. */
      readonly allergens: readonly Allergen[] | null;
    };

/** So many letters: nobody finds another word with the same by chance. */
const DIGEST_LENGTH = 16;

const digestOf = (words: unknown): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, DIGEST_LENGTH);

/** What a line of a summary says of its product. Pure. */
export const seenOf = ({
  productId,
  name,
  allergens,
}: Pick<OrderLine, 'productId' | 'name' | 'allergens'>): SeenProduct => ({
  productId,
  name: digestOf(name),
  allergens: digestOf(allergens && [...allergens].sort()),
});

/** What of a product is called otherwise than it was read, or contains something else. @param seen undefined: nobody said. Pure. */
export function wordsChanged(product: Product, seen: SeenProduct | undefined): WordsChange[] {
  if (!seen) return [];
  const { id: productId, allergens } = product;
  const name = soldName(product);
  const now = seenOf({ productId, name, allergens });
  return [
    ...(now.name === seen.name ? [] : [{ kind: 'name', productId, name } as const]),
    ...(now.allergens === seen.allergens ? [] : [{ kind: 'allergens', productId, name, allergens } as const]),
  ];
}
