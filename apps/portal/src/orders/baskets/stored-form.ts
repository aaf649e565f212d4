import { MAX_LINES, MAX_PIECES } from '@halles/contracts';
import { mergeLines, type OrderLine, type PricedLine } from '@halles/domain/orders';
import { type FormValues, rawTextOf, textOf } from '@halles/platform/forms';
import type { AnswerHeaders } from '@halles/platform/http';
import { readCookie } from '@halles/kernel';
import { type BasketRow, formKeyIn, SLOT } from '../checkout/basket.form';
import { isUuid } from '../../params';
import { withAdded } from '../checkout/basket-rows';
import { MODE } from '../checkout/order-fulfilment.form';
import { basketValues, type SummaryLine } from '../checkout/order.form';
import { FROM_PRODUCT } from '../checkout/product-pager.presenter';
import { BasketsFull, BasketTooLarge } from './basket.errors';
import {
  basketOfLines,
  cookieOf,
  emptyCookie,
  fieldsOf,
  type StoredBasket,
  type StorageRefusal,
  storeBasket,
  storedBasket,
} from './basket-cookie';

/** What a browser stores of a row, with the price that was shown; nothing of what the shop never sold. Pure. */
function storedLine({
  productId,
  quantity,
  weight,
  choices,
  product,
  price,
}: PricedLine<BasketRow>): SummaryLine[] {
  if (product === null) return [];
  return price === null || 'problem' in price
    ? [{ productId, quantity, weight, choices, unitCents: product.priceCents }]
    : [{ productId, quantity, weight: price.weight, choices, unitCents: price.unitCents }];
}

/** What of a shop's form a browser stores. Pure. */
export const basketOf = (
  listingId: number,
  values: FormValues,
  rows: readonly PricedLine<BasketRow>[],
): StoredBasket => {
  const slot = textOf(values, SLOT);
  return {
    listingId,
    lines: rows.flatMap(storedLine),
    mode: textOf(values, MODE),
    slotFrom: /^\d{12,14}$/.test(slot) ? Number(slot) : null,
    note: rawTextOf(values, 'note').trim().slice(0, 1_000),
    formKey: formKeyIn(values),
  };
};

/** The form of a shop as it was filled in when its basket was stored. Pure. */
export const valuesOf = (basket: StoredBasket): FormValues => basketValues(fieldsOf(basket));

/** The form as it was filled in; from the page of a product, with what the browser stores of the shop. Pure. */
export function editedValues(cookies: string | undefined, listingId: number, values: FormValues): FormValues {
  const edited = basketValues(values);
  const product = textOf(values, FROM_PRODUCT);
  const stored = isUuid(product) ? storedBasket(cookies, listingId) : null;
  return stored ? { ...withAdded(valuesOf(stored), edited, product), [FROM_PRODUCT]: [product] } : edited;
}

/** What an answer has the browser store of a basket. */
export interface BasketStorage {
  readonly headers: AnswerHeaders;
  /** Why it is not stored, which its customer is told; null where it is, or nothing is to be. */
  readonly refusal: StorageRefusal | null;
}

/**
 * What has a browser store what is in a form now. A form without goods takes away what was stored, and sets no cookie where
 * nothing was; where a basket cannot be stored, the one that was stored before stays: it is better than none. Pure.
 */
export function storageOf(cookies: string | undefined, basket: StoredBasket): BasketStorage {
  const { listingId, lines } = basket;
  if (lines.length === 0) {
    const isStored = readCookie(cookies, cookieOf(listingId)) !== null;
    return { headers: isStored ? { 'set-cookie': emptyCookie(listingId) } : {}, refusal: null };
  }
  const stored = storeBasket(cookies, basket);
  return 'cookie' in stored
    ? { headers: { 'set-cookie': stored.cookie }, refusal: null }
    : { headers: {}, refusal: stored.refusal };
}

/** Nothing is stored, and nothing taken away. */
export const NOT_STORED: BasketStorage = { headers: {}, refusal: null };

/** Value of Set-Cookie that stores a basket. @throws BasketsFull, BasketTooLarge */
export function cookieToStore(cookies: string | undefined, basket: StoredBasket): string {
  const stored = storeBasket(cookies, basket);
  if ('cookie' in stored) return stored.cookie;
  throw stored.refusal === 'too-many' ? new BasketsFull({}) : new BasketTooLarge({});
}

/** Two baskets in one. @throws BasketTooLarge no order may be so large */
export function addedLines(own: readonly SummaryLine[], added: readonly SummaryLine[]): SummaryLine[] {
  const lines = mergeLines([...own, ...added]);
  if (lines.length > MAX_LINES || lines.some(({ quantity }) => quantity > MAX_PIECES))
    throw new BasketTooLarge({});
  return lines;
}

/** A line of an order as one that is chosen again, with the price that it had. Pure. */
const chosenAgain = ({ productId, quantity, unitCents, weight, choices }: OrderLine): SummaryLine => ({
  ...{ productId, quantity, unitCents },
  weight: weight && { by: weight.by, grams: weight.grams },
  choices: choices.map(({ group, name }) => ({ group, name })),
});

/**
 * Value of Set-Cookie that puts what was ordered into the basket of its shop, with what is in it already.
 * @throws BasketsFull, BasketTooLarge
 */
export function cookieToOrderAgain(
  cookies: string | undefined,
  listingId: number,
  ordered: readonly OrderLine[],
): string {
  const again = ordered.map(chosenAgain);
  const own = storedBasket(cookies, listingId);
  const basket = own
    ? { ...own, lines: addedLines(own.lines, again) }
    : basketOfLines({ listingId, lines: again });
  return cookieToStore(cookies, basket);
}
