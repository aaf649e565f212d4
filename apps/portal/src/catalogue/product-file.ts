import { type OptionGroup, PRODUCT_COLUMNS, type ProductColumn } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { csvRow, guardedText } from '@halles/domain/text';
import type { PageScope } from '../rendering/page-scope';
import { columnLabel } from './product-columns';
import { productValues } from './product.form';
import { choiceText } from './product-options.form';

const WORDED = ['vat', 'withdrawal', 'adults', 'soldBy', 'allergens', 'labels'] as const;
const BOXES = ['isAvailable', 'onRequest'] as const;
const isOneOf = <const T extends string>(all: readonly T[], column: string): column is T =>
  all.some((one) => one === column);

/** Products that are written at once. */
const BATCH = 50;

/** What spreadsheets read UTF-8 by. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A group as it is typed: its name with how many are chosen, and its choices, one a line. */
const groupText = ({ name, min, max, choices }: OptionGroup): string =>
  [`${name} (${String(min)}-${String(max)})`, ...choices.map(choiceText)].join('\n');

/** The fields of a product as its form has them, in words where the form has a choice. Pure. */
export function cellsOf(product: Product, { texts }: Pick<PageScope, 'texts'>): string[] {
  const values = productValues(product);
  return PRODUCT_COLUMNS.map((column) => {
    if (column === 'reference') return product.id;
    if (column === 'choices') return product.options.map(groupText).join('\n\n');
    const typed = (values[column] ?? []).filter((text) => text !== '');
    if (isOneOf(BOXES, column)) return texts.line(`products.file.${typed.length > 0 ? 'yes' : 'no'}`);
    return isOneOf(WORDED, column)
      ? typed.map((one) => texts.line(`products.options.${column}.${one}`)).join(', ')
      : typed.join('');
  });
}

/** One of them. Pure. */
export const cellOf = (column: ProductColumn, product: Product, scope: Pick<PageScope, 'texts'>): string =>
  cellsOf(product, scope)[PRODUCT_COLUMNS.indexOf(column)] ?? '';

/** The same as a workbook: texts alone, so that a price or a bar code is what it was when it is imported again. Pure. */
export async function* productRows(
  products: readonly Product[],
  scope: PageScope,
): AsyncGenerator<readonly (readonly string[])[]> {
  yield [PRODUCT_COLUMNS.map((column) => columnLabel(column, scope.texts))];
  for (let at = 0; at < products.length; at += BATCH) {
    const batch = products.slice(at, at + BATCH);
    // Give way to other requests between two batches.
    yield await Promise.resolve(batch.map((product) => cellsOf(product, scope).map(guardedText)));
  }
}

/**
 * What a shop sells as a file for spreadsheets (RFC 4180), a row a product in the order of the shop; imported again, it changes
 * nothing. What a spreadsheet would take for a formula is none. Pure.
 */
export function productFile(products: readonly Product[], scope: PageScope): string {
  const head = PRODUCT_COLUMNS.map((column) => columnLabel(column, scope.texts));
  const rows = products.map((product) => cellsOf(product, scope));
  return BYTE_ORDER_MARK + [head, ...rows].map(csvRow).join('');
}
