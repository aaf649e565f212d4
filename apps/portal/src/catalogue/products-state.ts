import type { Bilingual } from '@halles/kernel';
import type { FormState } from '@halles/platform/forms';

/** What was just done, as the address of the next page says it. */
export const PRODUCT_DONE = [
  'added',
  'saved',
  'archive',
  'archiveVariant',
  'duplicate',
  'moved',
  'photo',
  'photoRemoved',
  'photoMoved',
  'photoDescribed',
] as const;
export type ProductDone = (typeof PRODUCT_DONE)[number];

/** How a page of products is shown after something was done, or was not. */
export interface ProductsState {
  readonly form: FormState;
  readonly done?: ProductDone | null | undefined;
  /** The bar code that was read or typed, with its digits where it is one that no product has. */
  readonly scanned?: { readonly code: string; readonly ean: string | null } | undefined;
  /** Why the picture that was sent was not taken; null where none was sent. */
  readonly photoProblem?: Bilingual | null;
  /** A description of a photo that is too long. */
  readonly longAlt?: { readonly id: string; readonly text: string };
  /** Whether an agent of the town reads it, who comes to neither the imports nor the rules of the shop's orders. */
  readonly isForAgent?: boolean;
}
