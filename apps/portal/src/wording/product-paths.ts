import { listingParams, pathsTo } from '@halles/contracts';
import { slugOf } from '@halles/domain/text';
import type { Bilingual } from '@halles/kernel';

const UUID = /(?:^|-)([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** The last segment of the address of a product: its slug follows the name, the id stays. Pure. */
export const productSegment = ({
  groupId,
  name,
}: {
  readonly groupId: string;
  readonly name: string;
}): string => [slugOf(name), groupId].filter((part) => part !== '').join('-');

/** The page of a product, which is that of all of its variants. Pure. */
export const productPaths = (
  listing: { readonly slug: string; readonly id: number },
  product: { readonly groupId: string; readonly name: string },
): Bilingual => pathsTo('product', { ...listingParams(listing), product: productSegment(product) });

/** The id in such a segment; null where there is none. Pure. */
export const productIdOf = (segment: string): string | null => UUID.exec(segment)?.[1] ?? null;
