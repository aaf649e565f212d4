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
import type { ProductVocabulary } from './product-vocabulary';

/** What the table says of each product, in the order of its columns. */
export const TABLE_FIELDS = ['name', 'price', 'section', 'stock', 'isAvailable'] as const;

/** What the table of rules says of each product, whatever its variants; `archive` takes it off sale. */
export const RULE_FIELDS = ['vat', 'noticeDays', 'allergens', 'archive'] as const;

const ALL_FIELDS = [...TABLE_FIELDS, ...RULE_FIELDS];
export type TableField = (typeof ALL_FIELDS)[number];

/** Fields that are ticked. */
const BOXES: readonly TableField[] = ['isAvailable', 'archive'];

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

/** Allergens as a cell has them: "Gluten, Lait". */
export type AllergenWords = Pick<ProductVocabulary, 'wordsOf' | 'optionsOf'>;

function wordsOf(product: Product, vocabulary: AllergenWords): Words {
  const values = productValues(product);
  const wordOf = (field: TableField): string =>
    field === 'archive'
      ? ''
      : field === 'allergens'
        ? vocabulary.wordsOf('allergens', allOf(values, 'allergens'))
        : textOf(values, field);
  return wordsFrom(wordOf);
}

const wordsFrom = (wordOf: (field: TableField) => string): Words =>
  Object.fromEntries(ALL_FIELDS.map((field) => [field, wordOf(field)])) as unknown as Words;

/** What the table is filled in with. Pure. */
export const tableValues = (
  products: readonly Product[],
  fields: readonly TableField[],
  vocabulary: AllergenWords,
): FormValues =>
  formValuesOf(
    Object.fromEntries(
      products.flatMap((product, row): [string, string][] => {
        const words = wordsOf(product, vocabulary);
        // Of variants, more is known than is asked for.
        const known = fields === VARIANT_FIELDS ? TABLE_FIELDS : fields;
        const shown = known.map((field) => [field, words[field]] as const);
        return [
          [tableField('id', row), product.id],
          [tableField('shown', row), JSON.stringify(Object.fromEntries(shown))],
          ...shown.map(([field, text]): [string, string] => [tableField(field, row), text]),
        ];
      }),
    ),
  );

/** What stood in a row, as the page that was sent says; nothing where it says no such thing. */
function shownOf(values: FormValues, row: number): Words {
  const there = jsonIn(textOf(values, tableField('shown', row)));
  return wordsFrom((field) => {
    const text: unknown = typeof there === 'object' && there !== null ? Reflect.get(there, field) : '';
    return typeof text === 'string' ? text : '';
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * What a field says; what the page did not ask for is as it was shown. A box that is not ticked is not sent at all, so of a page
 * that showed none it says nothing.
 */
function typedIn(values: FormValues, name: string, field: TableField, shown: string): string {
  if (BOXES.includes(field)) return allOf(values, name).includes('yes') ? 'yes' : '';
  return name in values ? textOf(values, name) : shown;
}

/** The rows of the table that were typed into. */
export const tableForm: FormReader<readonly TypedRow[]> = formReader((values) => {
  const rows = Array.from({ length: TABLE_ROWS }, (_, row) => row).flatMap((row): TypedRow[] => {
    const id = textOf(values, tableField('id', row));
    if (!isUuid(id)) return [];
    const shown = shownOf(values, row);
    const typed = wordsFrom((field) => typedIn(values, tableField(field, row), field, shown[field]));
    return [{ id, shown, typed }];
  });
  return { input: rows };
});

/** What the rows of a table say of the products as they are now: changes, or what is wrong with which field. */
export interface TableReading {
  readonly changes: readonly NamedInput[];
  /** Products that are taken off sale, each with its variants. */
  readonly archived: readonly string[];
  readonly errors: InputErrors;
  /** Whether somebody else changed what was typed over, or took it off sale. */
  readonly isOutdated: boolean;
}

/**
 * Reads what was typed over the products as they are: a field that was left as it stood is not touched, whatever it says by
 * now; one that was typed over and says something else by now is told. Pure.
 */
export function readTable(
  rows: readonly TypedRow[],
  products: readonly Product[],
  vocabulary: AllergenWords,
): TableReading {
  const known = new Map(products.map((product) => [product.id, product]));
  const errors: Record<string, InputError> = {};
  const changes: NamedInput[] = [];
  const archived: string[] = [];
  let isOutdated = false;
  for (const [row, { id, shown, typed }] of rows.entries()) {
    const touched = ALL_FIELDS.filter((field) => typed[field] !== shown[field]);
    if (touched.length === 0) continue;
    const product = known.get(id);
    if (!product) {
      isOutdated = true;
      errors[tableField('name', row)] = { key: 'tableGone' };
      continue;
    }
    const now = wordsOf(product, vocabulary);
    for (const field of touched)
      if (now[field] !== shown[field] && now[field] !== typed[field]) {
        isOutdated = true;
        errors[tableField(field, row)] = {
          key: 'tableChanged',
          words: { now: wordsNow(now, field, vocabulary) },
        };
      }
    if (touched.includes('archive')) {
      archived.push(id);
      continue;
    }
    const read = readRow(product, typed, touched, vocabulary);
    if ('errors' in read)
      for (const [field, error] of Object.entries(read.errors))
        errors[tableField(ALL_FIELDS.find((one) => one === field) ?? 'name', row)] ??= atRow(field, error);
    else if (differences(product, read.input).length > 0) changes.push({ id, input: read.input });
  }
  const differ = new Set(withVariants(products, changes).conflicts);
  for (const [row, { id }] of rows.entries())
    if (differ.has(id)) errors[tableField('name', row)] ??= { key: 'variantsDiffer' };
  return { changes, archived, errors, isOutdated };
}

/** What a field says by now, in words. */
function wordsNow(now: Words, field: TableField, vocabulary: AllergenWords): string {
  const text = field === 'vat' ? vocabulary.wordsOf('vat', [now.vat]) : now[field];
  return text === '' ? '–' : text;
}

/** The words of a field are found by its name, which is another one in each row. */
const atRow = (field: string, error: InputError): InputError =>
  'key' in error || 'changedTo' in error || error.isSpecific === true ? error : { key: field };

function readRow(
  product: Product,
  typed: Words,
  touched: readonly TableField[],
  vocabulary: AllergenWords,
): { readonly input: ProductInput } | { readonly errors: InputErrors } {
  const { known, unknown } = vocabulary.optionsOf('allergens', typed.allergens);
  if (touched.includes('allergens') && unknown.length > 0)
    return { errors: { allergens: { key: 'allergenWords', words: { text: unknown.join(', ') } } } };
  const written = Object.fromEntries(
    touched.map((field) => [field, field === 'allergens' ? known : [typed[field]]]),
  );
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
