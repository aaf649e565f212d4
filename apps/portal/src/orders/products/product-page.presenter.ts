import { listingParams, listingPath, pathTo } from '@halles/contracts';
import { type Product, soldName, vatRate } from '@halles/domain/catalogue';
import { termsWords, untilWords } from '@halles/domain/orders';
import type { ShownPhoto } from '@halles/domain/photos';
import { type FormState, newForm } from '@halles/platform/forms';
import { altOf, presentPicture, sharedPicture } from '../../photos';
import { breadcrumbList } from '../../rendering/json-ld';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { presentOpenState } from '../../search';
import { addressLine } from '../../wording/contact-words';
import { productPaths } from '../../wording/product-paths';
import { kindKey } from '../../wording/order-kind-words';
import { typeset } from '../../wording/typeset';
import { presentProductField } from '../checkout/order-form.presenter';
import { inputWords } from '../order-words';
import type { ProductFieldView } from '../order.view';
import { describeProduct } from './product-json-ld';
import type { ProductPageBody } from './product-page.view';
import type { SoldPage } from './product-page.service';
import { FROM_PRODUCT } from '../checkout/product-pager.presenter';
import { RoomForRows } from '../checkout/product-rows.presenter';

/** Longest description for search engines, which show no more. */
const LONGEST = 160;

/** Of what is weighed, whatever it weighs: the terms ask whether. */
const WEIGHED = { by: 'weight', grams: 0, finalGrams: null, mostCents: 0 } as const;

/** The rate of the tax that the price includes. Pure. */
function vatWords({ shop, variants: [product] }: SoldPage, { texts, locale }: PageScope): string {
  const rate = vatRate(product.vat, shop.schedule.place.department) / 100;
  if (rate === 0) return texts.line('orders.productPage.untaxed');
  const percent = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(rate);
  return texts.line('orders.productPage.vat', { rate: percent });
}

/**
 * The product as it is chosen on its page, on which a choice that must be made is asked for. Pure.
 * @param form that was refused; null: one piece, or the least that one may choose, is filled in: who comes here wants some
 */
function fieldOf({ variants }: SoldPage, form: FormState | null, scope: PageScope): ProductFieldView {
  const { weighing, options } = variants[0];
  const shown = presentProductField(variants, undefined, form ?? newForm(), scope, new RoomForRows());
  const rows = shown.rows.map(({ variants: choice, groups, ...row }) => ({
    ...row,
    ...(choice && { variants: { ...choice, isRequired: true } }),
    groups: groups.map((group, index) => ({
      ...group,
      isRequired: group.isSingle && (options[index]?.min ?? 0) > 0,
    })),
  }));
  if (form !== null) {
    // A row that nothing was written into is one more than was asked for.
    const written = rows.filter(({ quantity }) => quantity !== '');
    return { ...shown, rows: written.length > 0 ? written : rows.slice(0, 1) };
  }
  const quantity = weighing?.by === 'weight' ? String(weighing.least) : '1';
  return { ...shown, quantity, rows: rows.map((row) => ({ ...row, quantity })) };
}

/** What is wrong with what was chosen, at its field. Pure. */
const errorsOf = ({ errors }: FormState, scope: PageScope): ProductPageBody['errors'] =>
  Object.entries(errors).map(([field, error]) => ({ field, message: inputWords(scope, error) }));

const termsOf = ({ shop, variants: [product] }: SoldPage, { locale }: PageScope): string[] =>
  termsWords(
    shop.settings.kind,
    [{ ...product, weight: product.weighing === null ? null : WEIGHED }],
    locale,
    { fulfilment: 'pickup' },
    [],
  );

const nameOf = ([product, ...others]: readonly [Product, ...Product[]]): string =>
  others.length > 0 ? product.name : soldName(product);

/** How something is asked for that is not ordered outright. Pure. */
function askOf(
  { shop: { listing }, variants, takesLists }: SoldPage,
  { texts, locale }: PageScope,
): ProductPageBody['ask'] {
  if (!variants.some(({ isAvailable, onRequest }) => isAvailable && onRequest)) return [];
  return [
    ...(listing.phone === null
      ? []
      : [{ icon: 'phone', href: `tel:${listing.phone}`, label: texts.line('results.call') }]),
    ...(takesLists
      ? [
          {
            icon: 'basket',
            href: pathTo('order.list', locale, listingParams(listing)),
            label: texts.line('lists.order'),
          },
        ]
      : []),
  ];
}

/** What search engines show below the title. Pure. */
function summaryOf({ shop, variants: [product] }: SoldPage, price: string, { texts }: PageScope): string {
  const shown = texts.line('orders.productPage.description', {
    listing: shop.listing.name,
    where: typeset(shop.listing.address.communeName),
    price,
  });
  const words = [shown, product.description.replaceAll(/\s+/g, ' ')].filter((part) => part !== '').join(' ');
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}

const picture = (photo: ShownPhoto, name: string, { locale }: PageScope) =>
  presentPicture(photo, altOf(photo, locale) ?? name);

function headOf(
  sold: SoldPage,
  {
    name,
    price,
    trail,
  }: { readonly name: string; readonly price: string; readonly trail: ProductPageBody['trail'] },
  scope: PageScope,
): PageModel['head'] {
  const { shop, variants, photos } = sold;
  const { listing } = shop;
  const paths = productPaths(listing, variants[0]);
  const path = paths[scope.locale];
  const pictures = photos.flatMap((photo) => sharedPicture(photo) ?? []);
  const [first] = pictures;
  return {
    page: null,
    title: scope.texts.line('orders.productPage.title', { product: name, listing: listing.name }),
    description: summaryOf(sold, price, scope),
    paths,
    ...(first
      ? { image: scope.origin + first.path, imageSize: { width: first.width, height: first.height } }
      : {}),
    jsonLd: [
      describeProduct(
        variants,
        { ...sold, path, pictures: pictures.map((file) => scope.origin + file.path) },
        scope,
      ),
      breadcrumbList(scope, trail, { label: name, path }),
    ],
  };
}

/** The page of something that a shop sells. @param form that was refused; null for none. Pure. */
export const presentProductPage =
  (sold: SoldPage, form: FormState | null = null) =>
  (scope: PageScope): PageModel & { readonly body: ProductPageBody } => {
    const { shop, variants, photos, pausedUntil, now } = sold;
    const { texts, locale } = scope;
    const { listing, schedule } = shop;
    const name = nameOf(variants);
    const product = fieldOf(sold, form, scope);
    const errors = form === null ? [] : errorsOf(form, scope);
    const trail = [{ href: listingPath(locale, listing), label: listing.name }];
    const order = pathTo('order.form', locale, listingParams(listing));
    return {
      head: headOf(sold, { name, price: product.price, trail }, scope),
      body: {
        heading: name,
        trail,
        ...(errors.length > 0 ? { problem: texts.line('forms.problems.invalid') } : {}),
        errors,
        ...(listing.demonstration ? { demonstration: texts.line('orders.form.demonstration') } : {}),
        ...(pausedUntil === null
          ? {}
          : {
              paused: texts.line('orders.pausedNow', {
                time: untilWords(pausedUntil, now, schedule.place.timeZone, locale),
              }),
            }),
        pictures: photos.map((photo) => picture(photo, name, scope)),
        product,
        vat: vatWords(sold, scope),
        terms: termsOf(sold, scope),
        shop: {
          name: { href: listingPath(locale, listing), label: typeset(listing.name) },
          where: addressLine(listing.address, true),
          ...(scope.isStale ? {} : { state: presentOpenState(scope, sold.openHours, now.getTime()) }),
          products: { href: order, label: texts.line('orders.productPage.all') },
        },
        ask: askOf(sold, scope),
        action: order,
        button: texts.line(kindKey(shop.settings.kind, 'order')),
        hidden: { name: FROM_PRODUCT, value: variants[0].id },
      },
    };
  };
