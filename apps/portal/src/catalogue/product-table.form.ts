import type { ProductInput } from '@halles/contracts';
import {
  differences,
  isNameable,
  isSellable,
  type NamedInput,
  OptionPriceOutOfRange,
  type Product,
  withVariants,
} from '@halles/domain/catalogue';
import {
  allOf,
  type FormReader,
  formReader,
  type FormValues,
  formValuesOf,
  type InputError,
  type InputErrors,
  PostedForm,
  textOf,
} from '@halles/platform/forms';
import { isUuid } from '../params';
import { inputOfForm, productForm, productValues } from './product.form';

/** What the table says of each product, in the order of its columns. */
export const TABLE_FIELDS = ['name', 'price', 'section', 'stock', 'isAvailable'] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

/** What each variant of one product has of its own: the rest is said once, on the page of the product. */
export const VARIANT_FIELDS: readonly TableField[] = ['price', 'stock', 'isAvailable'];

/** Products on one page of the table. */
export const TABLE_ROWS = 50;

type Words = Readonly<Record<TableField, string>>;

/** A row as it was typed, with what stood there when the page was made. */
export interface TypedRow {
  readonly id: string;
  readonly shown: Words;
  readonly typed: Words;
}

/** Name of a field of a row. @param row from 0 */
export const tableField = (field: TableField | 'id' | 'shown', row: number): string =>
  `${field}-${String(row)}`;

const wordsOf = (product: Product): Words => {
  const values = productValues(product);
  return Object.fromEntries(TABLE_FIELDS.map((field) => [field, textOf(values, field)])) as unknown as Words;
};

/** What the table is filled in with. Pure. */
export const tableValues = (products: readonly Product[]): FormValues =>
  formValuesOf(
    Object.fromEntries(
      products.flatMap((product, row): [string, string][] => {
        const words = wordsOf(product);
        return [
          [tableField('id', row), product.id],
          [tableField('shown', row), JSON.stringify(words)],
          ...TABLE_FIELDS.map((field): [string, string] => [tableField(field, row), words[field]]),
        ];
      }),
    ),
  );

/** What stood in a row, as the page that was sent says; nothing where it says no such thing. */
function shownOf(values: FormValues, row: number): Words {
  const nothing = Object.fromEntries(TABLE_FIELDS.map((field) => [field, ''])) as unknown as Words;
  try {
    const read: unknown = JSON.parse(textOf(values, tableField('shown', row)));
    return typeof read === 'object' && read !== null ? { ...nothing, ...(read as Partial<Words>) } : nothing;
  } catch {
    return nothing;
  }
}

/** What a field says; a text that the page did not ask for is as it was shown. A box that is not ticked is not sent at all. */
function typedIn(values: FormValues, name: string, shown: string): string {
  if (name.startsWith('isAvailable')) return allOf(values, name).includes('yes') ? 'yes' : '';
  return name in values ? textOf(values, name) : shown;
}

/** The rows of the table that were typed into. */
export const tableForm: FormReader<readonly TypedRow[]> = formReader((values) => {
  const rows = Array.from({ length: TABLE_ROWS }, (_, row) => row).flatMap((row): TypedRow[] => {
    const id = textOf(values, tableField('id', row));
    if (!isUuid(id)) return [];
    const shown = shownOf(values, row);
    const typed = Object.fromEntries(
      TABLE_FIELDS.map((field) => [field, typedIn(values, tableField(field, row), shown[field])]),
    ) as unknown as Words;
    return [{ id, shown, typed }];
  });
  return { input: rows };
});

/** What the rows of a table say of the products as they are now: changes, or what is wrong with which field. */
export interface TableReading {
  readonly changes: readonly NamedInput[];
  readonly errors: InputErrors;
  /** Whether somebody else changed what was typed over, or took it off sale. */
  readonly isOutdated: boolean;
}

/**
 * Reads what was typed over the products as they are: a field that was left as it stood is not touched, whatever it says by
 * now; one that was typed over and says something else by now is told. Pure.
 */
export function readTable(rows: readonly TypedRow[], products: readonly Product[]): TableReading {
  const known = new Map(products.map((product) => [product.id, product]));
  const errors: Record<string, InputError> = {};
  const changes: NamedInput[] = [];
  let isOutdated = false;
  for (const [row, { id, shown, typed }] of rows.entries()) {
    const touched = TABLE_FIELDS.filter((field) => typed[field] !== shown[field]);
    if (touched.length === 0) continue;
    const product = known.get(id);
    if (!product) {
      isOutdated = true;
      errors[tableField('name', row)] = { key: 'tableGone' };
      continue;
    }
    const now = wordsOf(product);
    for (const field of touched)
      if (now[field] !== shown[field] && now[field] !== typed[field]) {
        isOutdated = true;
        errors[tableField(field, row)] = {
          key: 'tableChanged',
          words: { now: now[field] === '' ? '–' : now[field] },
        };
      }
    const read = readRow(product, typed, touched);
    if ('errors' in read)
      for (const [field, error] of Object.entries(read.errors))
        errors[tableField(TABLE_FIELDS.find((one) => one === field) ?? 'name', row)] ??= atRow(field, error);
    else if (differences(product, read.input).length > 0) changes.push({ id, input: read.input });
  }
  const differ = new Set(withVariants(products, changes).conflicts);
  for (const [row, { id }] of rows.entries())
    if (differ.has(id)) errors[tableField('name', row)] ??= { key: 'variantsDiffer' };
  return { changes, errors, isOutdated };
}

/** The words of a field are found by its name, which is another one in each row. */
const atRow = (field: string, error: InputError): InputError =>
  'key' in error || error.isSpecific === true ? error : { key: field };

function readRow(
  product: Product,
  typed: Words,
  touched: readonly TableField[],
): { readonly input: ProductInput } | { readonly errors: InputErrors } {
  const written = Object.fromEntries(touched.map((field) => [field, [typed[field]]]));
  const read = productForm.read(new PostedForm({ ...productValues(product), ...written }));
  if (!read.ok) return { errors: read.errors };
  const input = inputOfForm(read.input);
  if (!isNameable(input)) return { errors: { name: { key: 'variantName' } } };
  if (isSellable(input)) return { input };
  const refused = new OptionPriceOutOfRange({});
  return {
    errors: { price: { message: { fr: refused.detail('fr'), en: refused.detail('en') }, isSpecific: true } },
  };
}
