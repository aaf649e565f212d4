import { pathsTo, pathTo } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { type FormState, FormWriter, rawTextOf, allOf } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { TABLE_FIELDS, TABLE_ROWS, type TableField, tableField } from './product-table.form';
import { productFields } from './product.form';

interface TableState {
  /** Those of this page. */
  readonly products: readonly Product[];
  readonly page: number;
  readonly pages: number;
  readonly form: FormState;
  readonly isSaved: boolean;
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

/** One row: a field a column. */
function rowView(product: Product, row: number, form: FormState, scope: PageScope) {
  const writer = new FormWriter(productFields, form, scope.texts, scope.locale);
  const hidden = (name: 'id' | 'shown') => ({
    name: tableField(name, row),
    value: rawTextOf(form.values, tableField(name, row)),
  });
  return {
    hidden: [hidden('id'), hidden('shown')],
    cells: TABLE_FIELDS.map((field) => {
      const id = tableField(field, row);
      const error = writer.errorOf(id);
      const label = labelOf(field, scope);
      return {
        id,
        column: label,
        label: scope.texts.line('products.table.cell', { column: label, product: product.name }),
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

/** What a shop sells as a table of which all is changed at once. Pure. */
export const productTablePage = (
  listing: MerchantListing,
  { products, page, pages, form, isSaved }: TableState,
): MerchantPage => ({
  view: 'catalogue/product-table',
  title: ({ texts }) => texts.line('products.table.heading'),
  paths: pathsTo('merchant.productTable', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const path = pathTo('merchant.productTable', locale, { listing: listing.id });
    const at = (number: number): string => (number === 1 ? path : `${path}?page=${String(number)}`);
    const rows = products.map((product, row) => rowView(product, row, form, scope));
    const errors = rows.flatMap(({ cells }, row) =>
      cells.flatMap(({ id, error }) =>
        error === undefined
          ? []
          : [
              {
                field: id,
                message: texts.line('products.table.wrong', {
                  product: products[row]?.name ?? '',
                  problem: error,
                }),
              },
            ],
      ),
    );
    const { problem } = new FormWriter(productFields, form, texts, locale).summary(errors.length > 0);
    const link = (number: number, label: 'earlier' | 'later') => ({
      href: at(number),
      label: texts.line(`products.table.${label}`),
    });
    return {
      lead: texts.line('products.table.lead'),
      ...(isSaved ? { done: texts.line('products.done.saved') } : {}),
      ...(problem === undefined ? {} : { problem }),
      errors,
      action: at(page),
      columns: TABLE_FIELDS.map((field) => labelOf(field, scope)),
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
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
