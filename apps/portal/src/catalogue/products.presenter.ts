import { pathsTo, pathTo } from '@halles/contracts';
import {
  groupsOf,
  type Moved,
  type Product,
  sectionsOf,
  soldName,
  variantWords,
  weightWords,
} from '@halles/domain/catalogue';
import type { ShownPhoto } from '@halles/domain/photos';
import { type FormState, FormWriter, SEEN, textOf } from '@halles/platform/forms';
import type { MerchantPage } from '../merchant-space';
import type { PageScope } from '../rendering/page-scope';
import { productOptionsPart, productSummary } from './product-options.presenter';
import { productPhotosView, withProductPhotos } from './product-photos.presenter';
import { productPrice } from './product-price';
import { departmentOfShop, type TaxedListing, withRates } from './product-rates';
import { moveValue, PRODUCT_PARTS, productFields } from './product.form';
import type { ProductsState } from './products-state';
import type { MoveView, ProductFormView, ProductScanView, ProductSectionView } from './products.view';

/** Where a form of a product is sent, and what it is filled in for. */
interface FormPlace {
  readonly action: string;
  /** Of the shop: what the rates of VAT are there. */
  readonly department: string;
  readonly isScanned?: boolean;
}

/** The form of a product: what is always asked for, and what is folded until it is needed or wrong. Pure. */
function formView(
  form: FormState,
  { action, department, isScanned = false }: FormPlace,
  scope: PageScope,
): ProductFormView {
  const { texts, locale } = scope;
  const writer = new FormWriter(productFields, form, texts, locale);
  const seen = textOf(form.values, SEEN);
  return {
    action,
    ...(seen === '' ? {} : { seen }),
    first: [writer.field('name'), writer.field('price')],
    parts: [
      ...Object.entries(PRODUCT_PARTS).map(([part, names]) => ({
        label: texts.line(`products.parts.${part}`),
        isOpen: names.some((name) => writer.errorOf(name) !== undefined) || (part === 'facts' && isScanned),
        fields: names.map((name) =>
          name === 'vat' ? withRates(writer.field(name), department, scope) : writer.field(name),
        ),
      })),
      productOptionsPart(writer, form, scope),
    ],
  };
}

/** The part of the address of the list that says a bar code. */
export const CODE = 'code';

/** Where a bar code is read or typed, and what came of it. Pure. */
function scanView(
  scanned: ProductsState['scanned'],
  action: string,
  { texts, urls }: PageScope,
): ProductScanView {
  return {
    action,
    value: scanned?.code ?? '',
    library: urls.barcodes,
    program: urls.barcodeProgram,
    ...(scanned === undefined
      ? {}
      : scanned.ean === null
        ? { error: texts.line('products.errors.ean') }
        : { found: texts.line('products.scan.unknown', { code: scanned.ean }) }),
  };
}

/** "3 en stock", "2,5 kg en stock"; null where it is not counted. Pure. */
function stockWords({ stock, weighing }: Product, { texts, locale }: PageScope): string | null {
  if (stock === null) return null;
  return weighing?.by === 'weight' && stock > 0
    ? texts.line('products.stockWeight', { weight: weightWords(stock, locale) })
    : texts.line('products.stock', { count: stock });
}

/** Whether it is on sale, and how much of it there is. Pure. */
const aboutWords = (product: Product, scope: PageScope, first: readonly string[] = []): string =>
  [...first, product.isAvailable ? null : scope.texts.line('products.away'), stockWords(product, scope)]
    .filter((text) => text !== null)
    .join(' · ');

/** "4,20 €", of variants at several prices "à partir de 4,20 €". Pure. */
function variantsPrice(variants: readonly Product[], scope: PageScope): string {
  const [cheapest] = variants.toSorted((one, other) => one.priceCents - other.priceCents);
  if (!cheapest) return '';
  const price = productPrice(cheapest, scope);
  return variants.some(({ priceCents }) => priceCents > cheapest.priceCents)
    ? scope.texts.line('orders.priceFrom', { price })
    : price;
}

/** Where something stands among how many, from 1. */
interface MovedPlace {
  readonly name: string;
  readonly place: number;
  readonly places: number;
}

/** Products by section, each with its place where there are several. Pure. */
function sectionViews(listingId: number, all: readonly Product[], scope: PageScope): ProductSectionView[] {
  const { texts, locale } = scope;
  const move = (what: Moved, id: string, { name, place, places }: MovedPlace): MoveView => ({
    value: moveValue({ what, id }),
    id: `place-${what}-${id}`,
    label: texts.line(`products.move.${what}`, { [what]: name, places }),
    place: String(place),
    places: String(places),
    ...(place > 1
      ? { up: { place: String(place - 1), label: texts.line('products.move.up', { name }) } }
      : {}),
  });
  const sections = sectionsOf(all);
  const isNamed = sections.some(({ name }) => name !== null);
  return sections.map(({ name: section, products }, place) => {
    const name = section ?? texts.line('products.noSection');
    const [first] = products;
    return {
      ...(isNamed ? { name } : {}),
      ...(sections.length > 1 && first
        ? { move: move('section', first.id, { name, place: place + 1, places: sections.length }) }
        : {}),
      products: groupsOf(products).flatMap((variants, index, groups) => {
        const [product] = variants;
        if (!product) return [];
        const isSeveral = variants.length > 1;
        return [
          {
            href: pathTo('merchant.product', locale, { listing: listingId, product: product.id }),
            name: isSeveral ? product.name : soldName(product),
            price: variantsPrice(variants, scope),
            about: isSeveral
              ? texts.line('products.variants.count', { count: variants.length })
              : aboutWords(product, scope),
            ...(groups.length > 1
              ? {
                  move: move('product', product.id, {
                    ...{ name: product.name, place: index + 1, places: groups.length },
                  }),
                }
              : {}),
          },
        ];
      }),
    };
  });
}

/** What a shop sells, for who keeps it, with a form that adds to it. @param newId of the product that the form adds. Pure. */
export const productsPage = (
  listing: TaxedListing,
  products: readonly Product[],
  { form, done, scanned, isForAgent = false }: ProductsState,
  newId: string,
): MerchantPage => ({
  view: 'catalogue/products',
  title: ({ texts }) => texts.line('products.heading'),
  paths: pathsTo('merchant.products', { listing: listing.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const department = departmentOfShop(listing);
    const action = pathTo('merchant.products', locale, { listing: listing.id });
    return {
      lead: texts.line('products.lead'),
      ...(done ? { done: texts.line(`products.done.${done}`) } : {}),
      ...productSummary(new FormWriter(productFields, form, texts, locale)),
      scan: scanView(scanned, action, scope),
      form: formView(form, { action, department, isScanned: scanned?.ean != null }, scope),
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
      entry: {
        href: pathTo('merchant.productEntry', locale, { listing: listing.id }),
        label: texts.line('products.entry.link'),
      },
      archived: {
        href: pathTo('merchant.archivedProducts', locale, { listing: listing.id }),
        label: texts.line('products.archived.heading'),
      },
      sections: sectionViews(listing.id, products, scope),
      ...(isForAgent ? {} : linksOfMerchant(listing.id, scope)),
    };
  },
});

/** Where who keeps the shop goes on. Pure. */
const linksOfMerchant = (listing: number, { texts, locale }: PageScope) => ({
  import: {
    href: pathTo('merchant.productImports', locale, { listing }),
    label: texts.line('products.file.import'),
  },
  orders: { href: pathTo('merchant.ordering', locale, { listing }), label: texts.line('products.orders') },
});

/** A product with its variants, it among them, and what it shows. */
interface ShownProduct {
  readonly product: Product;
  readonly variants: readonly Product[];
  readonly photos: readonly ShownPhoto[];
}

/** The variants of a product, each a page, and the table of their prices; nothing where it is sold in one form. Pure. */
function variantsView({ product, variants }: ShownProduct, scope: PageScope) {
  if (variants.length < 2) return {};
  const { texts, locale } = scope;
  const { listingId: listing } = product;
  return {
    variants: {
      links: variants.map((variant) => ({
        href: pathTo('merchant.product', locale, { listing, product: variant.id }),
        label: variantWords(variant.variant),
        about: aboutWords(variant, scope, [productPrice(variant, scope)]),
        isCurrent: variant.id === product.id,
      })),
      table: {
        href: `${pathTo('merchant.productTable', locale, { listing })}?produit=${product.id}`,
        label: texts.line('products.variants.table'),
      },
    },
  };
}

/** One product with everything that is said of it. Pure. */
export const productPage = (
  listing: TaxedListing,
  shown: ShownProduct,
  { form, done, ...refused }: ProductsState,
): MerchantPage => ({
  view: 'catalogue/product',
  title: () => soldName(shown.product),
  paths: pathsTo('merchant.product', { listing: listing.id, product: shown.product.id }),
  listing,
  section: 'products',
  present: (scope) => {
    const { texts, locale } = scope;
    const { product } = shown;
    const photos = productPhotosView(product, shown.photos, refused, scope);
    const department = departmentOfShop(listing);
    const action = pathTo('merchant.product', locale, { listing: listing.id, product: product.id });
    return {
      ...(done ? { done: texts.line(`products.done.${done}`) } : {}),
      ...withProductPhotos(
        productSummary(new FormWriter(productFields, form, texts, locale)),
        photos,
        refused,
        scope,
      ),
      ...variantsView(shown, scope),
      form: formView(form, { action, department }, scope),
      photos,
      back: {
        href: pathTo('merchant.products', locale, { listing: listing.id }),
        label: texts.line('products.back'),
      },
    };
  },
});
