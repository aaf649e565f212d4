import { pathsTo, pathTo } from '@halles/contracts';
import { type Product, soldName } from '@halles/domain/catalogue';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import { productPrice } from './product-price';

/** What a shop took off sale last, each with the button that sells it again. Pure. */
export const archivedPage = (
  listing: MerchantListing,
  products: readonly Product[],
  { done, problem }: { readonly done: 'restored' | null; readonly problem: FormProblem | null },
): MerchantPage => ({
  view: 'catalogue/archived-products',
  title: ({ texts }) => texts.line('products.archived.heading'),
  paths: pathsTo('merchant.archivedProducts', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const words = problemWords(scope, problem);
    return {
      lead: texts.line(`products.archived.${products.length === 0 ? 'none' : 'lead'}`),
      ...(done ? { done: texts.line('products.archived.restored') } : {}),
      ...(words === null ? {} : { problem: words }),
      errors: [],
      action: pathTo('merchant.archivedProducts', locale, { listing: listing.id }),
      products: products.map((product) => ({
        id: product.id,
        name: soldName(product),
        price: productPrice(product, scope),
      })),
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
