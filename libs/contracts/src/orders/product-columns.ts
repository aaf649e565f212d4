/** What a column of a file says of a product. `reference` is the product's id; the others are what its form asks for. */
export const PRODUCT_COLUMNS = [
  'name',
  'price',
  'section',
  'isAvailable',
  'description',
  'content',
  'allergens',
  'labels',
  'ean',
  'stock',
  'noticeDays',
  'vat',
  'withdrawal',
  'adults',
  'choices',
  'reference',
] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];
