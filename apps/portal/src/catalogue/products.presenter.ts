import { pathsTo, pathTo } from '@halles/contracts';
import { type Product, sectionsOf, weightWords } from '@halles/domain/catalogue';
import type { ShownPhoto } from '@halles/domain/photos';
import type { Bilingual } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import { presentOnePicture } from '../photos';
import type { PageScope } from '../rendering/page-scope';
import { productOptionsPart, productSummary } from './product-options.presenter';
import { productPrice } from './product-price';
import { PRODUCT_PARTS, productFields, raiseValue } from './product.form';
import type { ProductFormView, ProductSectionView } from './products.view';

/** What was just done, as the address of the next page says it. */
export const PRODUCT_DONE = [
  'added',
  'saved',
  'archive',
  'duplicate',
  'raised',
  'photo',
  'photoRemoved',
] as const;
export type ProductDone = (typeof PRODUCT_DONE)[number];

/** How a page of products is shown after something was done, or was not. */
export interface ProductsState {
  readonly form: FormState;
  readonly done?: ProductDone | undefined;
  /** Why the picture that was sent was not taken; null where none was sent. */
  readonly photoProblem?: Bilingual | null;
}

/** The form of a product: what is always asked for, and what is folded until it is needed or wrong. Pure. */
function formView(form: FormState, action: string, scope: PageScope): ProductFormView {
  const { texts, locale } = scope;
  const writer = new FormWriter(productFields, form, texts, locale);
  return {
    action,
    first: [writer.field('name'), writer.field('price')],
    parts: [
      ...Object.entries(PRODUCT_PARTS).map(([part, names]) => ({
        label: texts.line(`products.parts.${part}`),
        isOpen: names.some((name) => writer.errorOf(name) !== undefined),
        fields: names.map((name) => writer.field(name)),
      })),
      productOptionsPart(writer, form, scope),
    ],
  };
}

/** "3 en stock", "2,5 kg en stock"; null where it is not counted. Pure. */
function stockWords({ stock, weighing }: Product, { texts, locale }: PageScope): string | null {
  if (stock === null) return null;
  return weighing?.by === 'weight' && stock > 0
    ? texts.line('products.stockWeight', { weight: weightWords(stock, locale) })
    : texts.line('products.stock', { count: stock });
}

/** Products by section, each with its way further up where there is one. Pure. */
function sectionViews(listingId: number, all: readonly Product[], scope: PageScope): ProductSectionView[] {
  const { texts, locale } = scope;
  const raise = (what: 'product' | 'section', id: string, name: string) => ({
    value: raiseValue({ what, id }),
    label: texts.line(`products.raise.${what}`, { [what]: name }),
  });
  const sections = sectionsOf(all);
  const isNamed = sections.some(({ name }) => name !== null);
  return sections.map(({ name: section, products }, place) => {
    const name = section ?? texts.line('products.noSection');
    const [first] = products;
    return {
      ...(isNamed ? { name } : {}),
      ...(place > 0 && first ? { raise: raise('section', first.id, name) } : {}),
      products: products.map((product, index) => ({
        href: pathTo('merchant.product', locale, { listing: listingId, product: product.id }),
        name: product.name,
        price: productPrice(product, scope),
        about: [product.isAvailable ? null : texts.line('products.away'), stockWords(product, scope)]
          .filter((text) => text !== null)
          .join(' · '),
        ...(index > 0 ? { raise: raise('product', product.id, product.name) } : {}),
      })),
    };
  });
}

/** What a shop sells, for who keeps it, with a form that adds to it. @param newId of the product that the form adds. Pure. */
export const productsPage = (
  listing: MerchantListing,
  products: readonly Product[],
  { form, done }: ProductsState,
  newId: string,
): MerchantPage => ({
  view: 'catalogue/products',
  title: ({ texts }) => texts.line('products.heading'),
  paths: pathsTo('merchant.products', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const action = pathTo('merchant.products', locale, { listing: listing.id });
    return {
      lead: texts.line('products.lead'),
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...productSummary(new FormWriter(productFields, form, texts, locale)),
      form: formView(form, action, scope),
      newId,
      ...(products.length === 0
        ? { none: texts.line('products.none') }
        : {
            table: {
              href: pathTo('merchant.productTable', locale, { listing: listing.id }),
              label: texts.line('products.table.link'),
            },
            file: {
              href: pathTo('merchant.productFile', locale, { listing: listing.id }),
              label: texts.line('products.file.download'),
            },
            workbook: {
              href: pathTo('merchant.productWorkbook', locale, { listing: listing.id }),
              label: texts.line('products.file.workbook'),
            },
          }),
      import: {
        href: pathTo('merchant.productImports', locale, { listing: listing.id }),
        label: texts.line('products.file.import'),
      },
      sections: sectionViews(listing.id, products, scope),
      orders: {
        href: pathTo('merchant.ordering', locale, { listing: listing.id }),
        label: texts.line('products.orders'),
      },
    };
  },
});

/** One product with everything that is said of it. Pure. */
export const productPage = (
  listing: MerchantListing,
  product: Product,
  photo: ShownPhoto | null,
  { form, done, photoProblem }: ProductsState,
): MerchantPage => ({
  view: 'catalogue/product',
  title: () => product.name,
  paths: pathsTo('merchant.product', { listing: listing.id, product: product.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const action = pathTo('merchant.product', locale, { listing: listing.id, product: product.id });
    return {
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...productSummary(new FormWriter(productFields, form, texts, locale)),
      form: formView(form, action, scope),
      photo: presentOnePicture(scope, {
        action: pathTo('merchant.productPhoto', locale, { listing: listing.id, product: product.id }),
        photo,
        problem: photoProblem,
      }),
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
