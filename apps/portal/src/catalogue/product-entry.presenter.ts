import { pathsTo, pathTo } from '@halles/contracts';
import { type Product, soldName, type UsualTerms } from '@halles/domain/catalogue';
import type { Bilingual } from '@halles/kernel';
import { type FormState, FormWriter } from '@halles/platform/forms';
import type { MerchantPage } from '../merchant-space';
import { ACCEPT, pictureError, withPicture } from '../photos';
import { productSummary } from './product-options.presenter';
import { departmentOfShop, rateWords, type TaxedListing } from './product-rates';
import { productFields } from './product.form';

/** What is typed of each product; the rest is as is usual in the shop's trade, and said on the page. */
export const ENTRY_FIELDS = ['name', 'price', 'section'] as const;

/** How the page is shown after a product was added, or was not. */
export interface EntryState {
  readonly form: FormState;
  readonly done?: 'added' | null | undefined;
  /** The product that was just added. */
  readonly last: Product | null;
  /** Why the picture that was sent was not taken. */
  readonly photoProblem?: Bilingual | null;
  /** What the product is sold under without being asked. */
  readonly usual: UsualTerms;
  /** A name that is sold already, and is added again where the form is sent once more. */
  readonly sameName?: string;
  /** A picture was sent, and has to be chosen again. */
  readonly isPhotoLost?: boolean;
}

/** The page on which products are added one after the other. @param newId of the one that the form adds. Pure. */
export const entryPage = (
  listing: TaxedListing,
  { form, done, last, photoProblem, usual, sameName, isPhotoLost = false }: EntryState,
  newId: string,
): MerchantPage => ({
  view: 'catalogue/product-entry',
  title: ({ texts }) => texts.line('products.entry.heading'),
  paths: pathsTo('merchant.productEntry', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const writer = new FormWriter(productFields, form, texts, locale);
    const error = isPhotoLost ? texts.line('products.entry.photoAgain') : pictureError(scope, photoProblem);
    return {
      lead: texts.line('products.entry.lead'),
      ...(done
        ? {
            done:
              last === null
                ? texts.line('products.done.added')
                : texts.line('products.entry.added', { product: soldName(last) }),
          }
        : {}),
      ...withPicture(scope, productSummary(writer), error),
      action: pathTo('merchant.productEntry', locale, { listing: listing.id }),
      newId,
      ...(sameName === undefined ? {} : { sameName }),
      takes: {
        text: texts.line('products.entry.takes', {
          vat: rateWords(usual.vat, departmentOfShop(listing), scope),
          withdrawal: texts.line(`products.options.withdrawal.${usual.withdrawal}`),
        }),
        href:
          done && last
            ? pathTo('merchant.product', locale, { listing: listing.id, product: last.id })
            : pathTo('merchant.products', locale, { listing: listing.id }),
        label:
          done && last
            ? texts.line('products.entry.changeLast', { product: soldName(last) })
            : texts.line('products.entry.change'),
      },
      photo: { accept: ACCEPT, ...(error === undefined ? {} : { error }) },
      fields: ENTRY_FIELDS.map((name) => writer.field(name)),
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
