import { listingParams, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type Locale, priceWords } from '@halles/kernel';
import type { StorageRefusal } from '../baskets/basket-cookie';
import type { PageScope } from '../../rendering/page-scope';
import type { BasketTotalView } from '../order.view';
import type { BasketTotal } from './order-page.service';

/** What a script receives of a basket: which words are said of it, and what they name. */
export interface BasketTotalAnswer {
  /** Which of the words of `<basket-total>`. */
  readonly words:
    'empty' | 'onlyChoice' | 'onlyWeight' | 'total' | 'estimate' | 'withoutFee' | 'estimateWithoutFee';
  readonly count: number;
  readonly isIncomplete: boolean;
  readonly isWeightWrong: boolean;
  /** "12,40 €" */
  readonly total: string;
  /** Why the browser does not store it; null where it does. */
  readonly notStored: StorageRefusal | null;
}

/** Pure. */
export function totalAnswer(
  { count, isIncomplete, isWeightWrong, cents, isEstimate, isWithoutFee }: BasketTotal,
  locale: Locale,
): Omit<BasketTotalAnswer, 'notStored'> {
  const kind = isEstimate ? (isWithoutFee ? 'estimateWithoutFee' : 'estimate') : 'total';
  const none = isWeightWrong ? 'onlyWeight' : isIncomplete ? 'onlyChoice' : 'empty';
  const words = count === 0 ? none : kind === 'total' && isWithoutFee ? 'withoutFee' : kind;
  return { words, count, isIncomplete, isWeightWrong, total: priceWords(cents, locale) };
}

/** The same on the form, for who has no scripts too. Pure. */
export function totalView(
  { shop: { listing } }: { readonly shop: { readonly listing: Listing } },
  basket: BasketTotal,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly total: BasketTotalView } {
  const { words, count, isIncomplete, isWeightWrong, total } = totalAnswer(basket, locale);
  const plural = new Intl.PluralRules(locale).select(count) === 'one' ? 'itemsOne' : 'items';
  const items = texts.line(`orders.form.basket.${plural}`, { count: String(count) });
  const counted = texts.line(`orders.form.basket.${words}`, { items, total });
  return {
    total: {
      action: pathTo('order.total', locale, listingParams(listing)),
      isFilled: count > 0 || isIncomplete,
      words:
        isIncomplete && count > 0
          ? texts.line(`orders.form.basket.${isWeightWrong ? 'weightWrong' : 'incomplete'}`, {
              words: counted,
            })
          : counted,
    },
  };
}
