import { pathsTo, pathTo } from '@halles/contracts';
import type { Product } from '@halles/domain/catalogue';
import { priceWords } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import { productForm } from './product.form';

/** How a page of products is shown after something was done, or was not. */
export interface ProductsState {
  readonly form: FormState;
  readonly done?: 'added' | 'saved' | 'archive' | 'duplicate' | undefined;
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
  present: ({ texts, locale }) => {
    const writer = new FormWriter(productForm, form, texts, locale);
    return {
      lead: texts.line('products.lead'),
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...writer.summary(),
      form: writer.view(pathTo('merchant.products', locale, { listing: listing.id })),
      newId,
      ...(products.length === 0 ? { none: texts.line('products.none') } : {}),
      products: products.map(({ id, name, priceCents, stock, isAvailable, section }) => ({
        href: pathTo('merchant.product', locale, { listing: listing.id, product: id }),
        name,
        price: priceWords(priceCents, locale),
        about: [
          section,
          isAvailable ? null : texts.line('products.away'),
          stock === null ? null : texts.line('products.stock', { count: stock }),
        ]
          .filter((text) => text !== null)
          .join(' · '),
      })),
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
  { form, done }: ProductsState,
): MerchantPage => ({
  view: 'catalogue/product',
  title: () => product.name,
  paths: pathsTo('merchant.product', { listing: listing.id, product: product.id }),
  listing,
  section: 'products',
  present: ({ texts, locale }) => {
    const writer = new FormWriter(productForm, form, texts, locale);
    return {
      ...(done === undefined ? {} : { done: texts.line(`products.done.${done}`) }),
      ...writer.summary(),
      form: writer.view(pathTo('merchant.product', locale, { listing: listing.id, product: product.id })),
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
