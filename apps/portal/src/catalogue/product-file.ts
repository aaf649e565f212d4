import type { OptionGroup } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { csvRow } from '@halles/domain/text';
import type { PageScope } from '../rendering/page-scope';
import { productValues } from './product.form';
import { choiceText } from './product-options.form';

/** The fields of a product that are columns, in the order of its form. */
const COLUMNS = [
  'name',
  'price',
  'section',
  'isAvailable',
  'description',
  'content',
  'allergens',
  'labels',
  'stock',
  'noticeDays',
  'vat',
  'withdrawal',
  'adults',
] as const;
type Column = (typeof COLUMNS)[number];

const SINGLE = ['vat', 'withdrawal'] as const;
const BOXES = ['isAvailable', 'adults'] as const;
const SEVERAL = ['allergens', 'labels'] as const;
const isOneOf = <const T extends string>(all: readonly T[], column: string): column is T =>
  all.some((one) => one === column);

/** What spreadsheets read UTF-8 by. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A group as it is typed: its name with how many are chosen, and its choices, one a line. */
const groupText = ({ name, min, max, choices }: OptionGroup): string =>
  [`${name} (${String(min)}-${String(max)})`, ...choices.map(choiceText)].join('\n');

/** A field of a product as its form has it, in words where the form has a choice. */
function cellOf(column: Column, product: Product, { texts }: PageScope): string {
  const typed = productValues(product)[column] ?? '';
  const several = typeof typed === 'string' ? (typed === '' ? [] : [typed]) : typed;
  if (isOneOf(BOXES, column)) return texts.line(`products.file.${several.length > 0 ? 'yes' : 'no'}`);
  if (isOneOf(SINGLE, column) || isOneOf(SEVERAL, column))
    return several.map((one) => texts.line(`products.options.${column}.${one}`)).join(', ');
  return several.join('');
}

/**
 * What a shop sells as a file for spreadsheets (RFC 4180), a row a product in the order of the shop. What a spreadsheet
 * would take for a formula is none. Pure.
 */
export function productFile(products: readonly Product[], scope: PageScope): string {
  const { texts } = scope;
  const head = [
    ...COLUMNS.map((column) => texts.line(`products.fields.${column}.label`)),
    texts.line('products.file.choices'),
  ];
  const rows = products.map((product) => [
    ...COLUMNS.map((column) => cellOf(column, product, scope)),
    product.options.map(groupText).join('\n\n'),
  ]);
  return BYTE_ORDER_MARK + [head, ...rows].map(csvRow).join('');
}
