import { pathsTo, pathTo } from '@halles/contracts';
import { type Product, soldName, variantWords } from '@halles/domain/catalogue';
import { type FormState, FormWriter, rawTextOf, allOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { TABLE_FIELDS, TABLE_ROWS, type TableField, tableField, VARIANT_FIELDS } from './product-table.form';
import { productFields } from './product.form';

/** What was just done, as the address of the page says it. */
export const TABLE_DONE = ['saved', 'variants'] as const;

interface TableState {
  /** Those of this page. */
  readonly products: readonly Product[];
  /** The product whose variants alone are shown; null: all products are. */
  readonly of: Product | null;
  readonly page: number;
  readonly pages: number;
  readonly form: FormState;
  readonly done: (typeof TABLE_DONE)[number] | undefined;
}

const LONGEST: Readonly<Record<TableField, number>> = {
  name: 120,
  price: 12,
  section: 60,
  stock: 7,
  isAvailable: 3,
};

const labelOf = (field: TableField, { texts }: PageScope): string => texts.line(`products.table.${field}`);

/** What the number of a field counts of what is weighed; else it is plain. */
function unitOf(field: TableField, { weighing }: Product, { texts }: PageScope): { readonly unit?: string } {
  if (field === 'price' && weighing !== null) return { unit: texts.line('products.table.kilo') };
  return field === 'stock' && weighing?.by === 'weight' ? { unit: texts.line('products.table.grams') } : {};
}

const wordsOf = (product: Product | undefined): string => (product ? soldName(product) : '');

/** Which variant a row is: its heading where no name is asked for, a line above the name else. */
function headingOf({ name, variant }: Product, fields: readonly TableField[]) {
  if (!fields.includes('name')) return { heading: variantWords(variant) || name };
  return variant.length === 0 ? {} : { variant: variantWords(variant) };
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
        ...(field === 'isAvailable'
          ? { isBox: true, checked: allOf(form.values, id).includes('yes') }
          : { value: rawTextOf(form.values, id), maxlength: LONGEST[field] }),
        ...(field === 'stock' ? { inputmode: 'numeric' } : {}),
        ...unitOf(field, product, scope),
        ...(error === undefined ? {} : { error }),
      };
    }),
  };
}

/** Where a page of the table is. */
function addressOf(
  listing: MerchantListing,
  of: Product | null,
  page: number,
  { locale }: PageScope,
): string {
  const path = pathTo('merchant.productTable', locale, { listing: listing.id });
  const asked = [...(of ? [`produit=${of.id}`] : []), ...(page === 1 ? [] : [`page=${String(page)}`])];
  return asked.length === 0 ? path : `${path}?${asked.join('&')}`;
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

/** The products of a shop as a table in which they are all edited at once. Pure. */
export const productTablePage = (
  listing: MerchantListing,
  { products, of, page, pages, form, done }: TableState,
): MerchantPage => ({
  view: 'catalogue/product-table',
  title: ({ texts }) => of?.name ?? texts.line('products.table.heading'),
  paths: pathsTo('merchant.productTable', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const at = (number: number): string => addressOf(listing, of, number, scope);
    const fields = of === null ? TABLE_FIELDS : VARIANT_FIELDS;
    const rows = products.map((product, row) => rowView(product, row, fields, form, scope));
    const errors = errorsOf(rows, products, scope);
    const { problem } = new FormWriter(productFields, form, texts, locale).summary(errors.length > 0);
    const link = (number: number, label: 'earlier' | 'later') => ({
      href: at(number),
      label: texts.line(`products.table.${label}`),
    });
    return {
      lead: texts.line(of === null ? 'products.table.lead' : 'products.variants.tableLead'),
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...(problem === undefined ? {} : { problem }),
      errors,
      action: at(page),
      columns: [
        ...(of === null ? [] : [texts.line('products.variants.column')]),
        ...fields.map((field) => labelOf(field, scope)),
      ],
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
