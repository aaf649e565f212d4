import { createHash } from 'node:crypto';
import type { ProductColumn, ProductInput } from '@halles/contracts';
import { foldText } from '@halles/domain/text';

/** A row of a table that holds something, with its number in the spreadsheet. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What each column of a file says of a product, in their order; null for what is not read. */
export type ColumnMapping = readonly (ProductColumn | null)[];

/** A file of products: read, imported, or taken back. */
export interface ProductImport {
  readonly id: string;
  readonly listingId: number;
  /** The first names the columns. Null once it is imported. */
  readonly lines: readonly TableLine[] | null;
  readonly mapping: ColumnMapping;
  readonly createdAt: Date;
  readonly importedAt: Date | null;
  readonly undoneAt: Date | null;
  readonly added: number | null;
  readonly changed: number | null;
  /** Lines that were left out, since something was wrong with them. */
  readonly leftOut: number | null;
}

/** A file that was read and not imported yet. */
export type ProductDraft = ProductImport & { readonly lines: readonly TableLine[] };

/** A product as it is to be. */
export interface NamedInput {
  readonly id: string;
  readonly input: ProductInput;
  /** Of one that is added as a variant, the group that it joins. */
  readonly groupId?: string;
}

/** What an import does. */
export interface ImportDecision {
  readonly adds: readonly NamedInput[];
  readonly changes: readonly NamedInput[];
  readonly leftOut: number;
}

/** What an import did to one product. */
export interface ImportChange {
  readonly productId: string;
  /** Null for one that it added. */
  readonly before: ProductInput | null;
  readonly after: ProductInput;
}

/** Why undoing an import leaves a product as it is. */
export type UnrestoredReason = 'changed' | 'ordered';

/** By what two files are known to have the same columns: their names, whatever their accents and capitals. Pure. */
export const headerDigest = (header: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.map(foldText)))
    .digest('hex');
