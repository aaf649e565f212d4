import { pathsTo, pathTo, VAT_NAMES } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { type Product, soldName, variantWords } from '@halles/domain/catalogue';
import { type FormState, FormWriter, rawTextOf, allOf, NUMBER_LENGTH } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import {
  RULE_FIELDS,
  TABLE_FIELDS,
  TABLE_ROWS,
  type TableField,
  tableField,
  VARIANT_FIELDS,
} from './product-table.form';
import { productFields } from './product.form';

/** What was just done, as the address of the page says it. */
export const TABLE_DONE = ['saved', 'variants'] as const;

/** The columns that the address of the page names: taxes, notice and allergens. */
export const RULES = 'regles';
type Columns = typeof RULES | undefined;

/** The columns of a table. Pure. */
export const fieldsOf = (of: Product | null, columns: Columns): readonly TableField[] =>
  of !== null ? VARIANT_FIELDS : columns === RULES ? RULE_FIELDS : TABLE_FIELDS;

interface TableState {
  /** Those of this page. */
  readonly products: readonly Product[];
  /** The product whose variants alone are shown; null: all products are. */
  readonly of: Product | null;
  readonly columns: Columns;
  readonly page: number;
  readonly pages: number;
  readonly form: FormState;
  readonly done: (typeof TABLE_DONE)[number] | undefined;
}

const LONGEST: Readonly<Record<TableField, number>> = {
  name: 120,
  price: NUMBER_LENGTH,
  section: 60,
  stock: NUMBER_LENGTH,
  isAvailable: 3,
  vat: 20,
  noticeDays: NUMBER_LENGTH,
  allergens: 300,
  archive: 3,
};

/** Fields of numbers. */
const NUMBERS: readonly TableField[] = ['stock', 'noticeDays'];

const labelOf = (field: TableField, { texts }: PageScope): string => texts.line(`products.table.${field}`);

/** What the number of a field counts of what is weighed; else it is plain. */
function unitOf(field: TableField, { weighing }: Product, { texts }: PageScope): { readonly unit?: string } {
  if (field === 'price' && weighing !== null) return { unit: texts.line('products.table.kilo') };
  return field === 'stock' && weighing?.by === 'weight' ? { unit: texts.line('products.table.grams') } : {};
}

const wordsOf = (product: Product | undefined): string => (product ? soldName(product) : '');

/** Which variant a row is: its heading where no name is asked for, a line above the name else. */
function headingOf({ name, variant }: Product, fields: readonly TableField[]) {
  if (fields === RULE_FIELDS) return { heading: name };
  if (!fields.includes('name')) return { heading: variantWords(variant) || name };
  return variant.length === 0 ? {} : { variant: variantWords(variant) };
}

/** How a field is drawn, with what it is filled in with. */
function controlOf(field: TableField, id: string, { values }: FormState, { texts }: PageScope) {
  if (field === 'isAvailable' || field === 'archive')
    return { isBox: true, checked: allOf(values, id).includes('yes') };
  const value = rawTextOf(values, id);
  if (field !== 'vat') return { value, maxlength: LONGEST[field] };
  const options = VAT_NAMES.map((name) => ({
    value: name,
    label: texts.line(`products.options.vat.${name}`),
    selected: name === value,
  }));
  return { options };
}

/** One row: a field a column. What is wrong with the row as a whole stands at its first. */
function rowView(
  product: Product,
  row: number,
  fields: readonly TableField[],
  form: FormState,
  scope: PageScope,
) {
  const writer = new FormWriter(productFields, form, scope.texts, scope.locale);
  const hidden = (name: 'id' | 'shown') => ({
    name: tableField(name, row),
    value: rawTextOf(form.values, tableField(name, row)),
  });
  return {
    hidden: [hidden('id'), hidden('shown')],
    ...headingOf(product, fields),
    cells: fields.map((field, column) => {
      const id = tableField(field, row);
      const error =
        writer.errorOf(id) ?? (column === 0 ? writer.errorOf(tableField('name', row)) : undefined);
      const label = labelOf(field, scope);
      return {
        id,
        column: label,
        label: scope.texts.line('products.table.cell', { column: label, product: soldName(product) }),
        ...controlOf(field, id, form, scope),
        ...(NUMBERS.includes(field) ? { inputmode: 'numeric' } : {}),
        ...unitOf(field, product, scope),
        ...(error === undefined ? {} : { error }),
      };
    }),
  };
}

/** Where a page of the table is. Pure. */
export function tableAddress(
  listing: number,
  {
    produit,
    colonnes,
    page = 1,
  }: { readonly produit?: string | undefined; readonly colonnes?: Columns; readonly page?: number },
  locale: Locale,
): string {
  const path = pathTo('merchant.productTable', locale, { listing });
  const asked = new URLSearchParams({
    ...(produit === undefined ? {} : { produit }),
    ...(colonnes === undefined ? {} : { colonnes }),
    ...(page > 1 ? { page: String(page) } : {}),
  });
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

/** What is wrong in the rows, each with its product. */
const errorsOf = (
  rows: readonly ReturnType<typeof rowView>[],
  products: readonly Product[],
  { texts }: PageScope,
) =>
  rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ id, error }) => {
      if (error === undefined) return [];
      const words = { product: wordsOf(products[row]), problem: error };
      return [{ field: id, message: texts.line('products.table.wrong', words) }];
    }),
  );

function leadOf(of: Product | null, columns: Columns): string {
  if (of !== null) return 'products.variants.tableLead';
  return columns === RULES ? 'products.table.rulesLead' : 'products.table.lead';
}

/** Prices and stocks, or rules: the links between both. */
const viewsOf = (listing: MerchantListing, columns: Columns, { texts, locale }: PageScope) =>
  ([undefined, RULES] as const).map((view) => ({
    href: tableAddress(listing.id, { colonnes: view }, locale),
    label: texts.line(`products.table.views.${view ?? 'prix'}`),
    isCurrent: view === columns,
  }));

/** The products of a shop as a table in which they are all edited at once. Pure. */
export const productTablePage = (
  listing: MerchantListing,
  { products, of, columns, page, pages, form, done }: TableState,
): MerchantPage => ({
  view: 'catalogue/product-table',
  title: ({ texts }) => of?.name ?? texts.line('products.table.heading'),
  paths: pathsTo('merchant.productTable', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const at = (number: number): string =>
      tableAddress(listing.id, { produit: of?.id, colonnes: columns, page: number }, locale);
    const fields = fieldsOf(of, columns);
    const rows = products.map((product, row) => rowView(product, row, fields, form, scope));
    const errors = errorsOf(rows, products, scope);
    const { problem } = new FormWriter(productFields, form, texts, locale).summary(errors.length > 0);
    const link = (number: number, label: 'earlier' | 'later') => ({
      href: at(number),
      label: texts.line(`products.table.${label}`),
    });
    return {
      lead: texts.line(leadOf(of, columns)),
      ...(of === null && products.length > 0 ? { views: viewsOf(listing, columns, scope) } : {}),
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...(problem === undefined ? {} : { problem }),
      errors,
      action: at(page),
      columns: [
        ...(of === null ? [] : [texts.line('products.variants.column')]),
        ...(columns === RULES ? [texts.line('products.table.product')] : []),
        ...fields.map((field) => labelOf(field, scope)),
      ],
      hasRules: columns === RULES,
      rows,
      ...(pages > 1
        ? {
            place: texts.line('products.table.place', { page, pages, most: TABLE_ROWS }),
            links: [
              ...(page > 1 ? [link(page - 1, 'earlier')] : []),
              ...(page < pages ? [link(page + 1, 'later')] : []),
            ],
          }
        : {}),
      ...(products.length === 0 ? { none: texts.line('products.none') } : {}),
      ...(of === null
        ? {}
        : {
            product: {
              href: pathTo('merchant.product', locale, { listing: listing.id, product: of.id }),
              label: of.name,
            },
          }),
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
