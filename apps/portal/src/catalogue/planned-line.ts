import type { ProductInput } from '@halles/contracts';
import type { Product, ProductFact } from '@halles/domain/catalogue';
import type { FormState } from '@halles/platform/forms';
import type { Cells } from './product-cells';

/** Something that is wrong with a line, as the form of a product says it. */
export interface WrongLine {
  readonly what: 'wrong';
  readonly line: number;
  readonly cells: Cells;
  readonly form: FormState;
}

/** What a line of a file does. */
export type PlannedLine =
  | {
      readonly what: 'add';
      readonly line: number;
      readonly input: ProductInput;
      /** Of a variant, the group that it joins: that of a product, or a new one of this file; null where it is sold in one form. */
      readonly group: string | null;
    }
  | {
      readonly what: 'change';
      readonly line: number;
      readonly product: Product;
      readonly input: ProductInput;
      readonly facts: readonly ProductFact[];
    }
  | { readonly what: 'same'; readonly line: number; readonly product: Product }
  | WrongLine;
