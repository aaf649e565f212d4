import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { basketWords, type OrderLine, untilWords } from '@halles/domain/orders';
import { type Slot, slotWords } from '@halles/domain/pickup-slots';
import { priceWords } from '@halles/kernel';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { linkTo } from '../../rendering/layout.presenter';
import { lineViews, momentWords, mostView } from '../order-words';
import type { BasketShop, OpenBasket } from './baskets.service';
import type { RemainingBasketsView } from '../order.view';
import type { BasketContentsView, BasketsBody, BasketView } from './baskets.view';

/** The value of the button that takes the basket of a shop away. */
export const removeValue = (listingId: number): string => `remove-${String(listingId)}`;

/** What a basket's goods cost today. Pure. */
const totalOf = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, { totalCents }) => sum + totalCents, 0);

/** The slot that was chosen, as long as it can be had; null else. Pure. */
export const chosenSlot = ({ basket, ordering }: OpenBasket): Slot | null =>
  ordering?.slots.find(({ from, refusal }) => from === basket.slotFrom && refusal === null) ?? null;

/** Whether a slot was chosen that cannot be had any more, so that its customer is asked again. Pure. */
export const hasLostSlot = (open: OpenBasket): boolean =>
  open.basket.slotFrom !== null &&
  open.ordering !== null &&
  open.ordering.offer.fulfilment !== 'post' &&
  chosenSlot(open) === null;

/** What changed since a basket was stored, in one sentence; nothing where it is as it was. Pure. */
export function changedWords(
  open: OpenBasket,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly changes?: string } {
  const slot =
    hasLostSlot(open) && open.ordering?.pausedUntil === null ? [texts.line('baskets.slotLost')] : [];
  const goods = open.changes.length === 0 ? [] : [basketWords(open.changes, locale)];
  const changes = [...goods, ...slot].join(', ');
  return changes === '' ? {} : { changes: texts.line('baskets.changed', { changes }) };
}

/** Why a shop takes no order now; nothing where it does. Pure. */
function closedWords(
  { ordering }: OpenBasket,
  now: Date,
  { texts, locale, settings }: PageScope,
): { readonly closed?: string } {
  if (ordering === null) return { closed: texts.line('baskets.closed') };
  const { pausedUntil, offer } = ordering;
  if (pausedUntil !== null)
    return {
      closed: texts.line('baskets.paused', { time: untilWords(pausedUntil, now, settings.timeZone, locale) }),
    };
  const isFull = offer.fulfilment !== 'post' && ordering.slots.every(({ refusal }) => refusal !== null);
  return isFull ? { closed: texts.line('baskets.noSlot') } : {};
}

/** Its goods at the prices of today, with what changed. Pure. */
export const contentsView = (open: OpenBasket, now: Date, scope: PageScope): BasketContentsView => ({
  lines: [
    ...lineViews(open.lines, scope),
    ...lineViews(open.missing, scope).map((line) => ({
      ...line,
      missing: scope.texts.line('baskets.missing'),
    })),
  ],
  total: priceWords(totalOf(open.lines), scope.locale),
  ...mostView(open.lines, 0, scope),
  ...changedWords(open, scope),
  ...closedWords(open, now, scope),
});

/** When it is collected as chosen, or can be at the earliest. Pure. */
function slotView(open: OpenBasket, { texts, locale, settings }: PageScope): Pick<BasketView, 'slot'> {
  const chosen = chosenSlot(open);
  const slot = chosen ?? open.ordering?.slots.find(({ refusal }) => refusal === null);
  if (!slot) return {};
  const label = texts.line(chosen ? 'baskets.slot.chosen' : 'baskets.slot.next');
  return { slot: { label, value: slotWords(slot, settings.timeZone, locale) } };
}

const ofShop = (key: string, { name }: Pick<Listing, 'name'>, { texts }: Pick<PageScope, 'texts'>): string =>
  texts.line(`baskets.${key}`, { listing: name });

function basketView(open: OpenBasket, share: string | undefined, now: Date, scope: PageScope): BasketView {
  const { basket, listing, ordering } = open;
  const { texts, locale } = scope;
  return {
    remove: removeValue(basket.listingId),
    name: listing?.name ?? texts.line('baskets.unknown'),
    ...contentsView(open, now, scope),
    ...slotView(open, scope),
    ...(basket.note === '' ? {} : { note: basket.note }),
    ...(listing === null ? {} : { shop: listingPath(locale, listing) }),
    ...(listing === null || ordering === null
      ? {}
      : {
          order: {
            href: pathTo('order.form', locale, listingParams(listing)),
            label:
              ordering.offer.shop.settings.kind === 'reservation'
                ? texts.line('orders.reservation.baskets', { listing: listing.name })
                : ofShop('order', listing, scope),
          },
        }),
    ...(listing === null || share === undefined
      ? {}
      : { share: { href: share, label: ofShop('share', listing, scope) } }),
  };
}

/** Those that were given a slot by its time, then the others. Pure. */
const byTime = (open: readonly OpenBasket[]): OpenBasket[] => {
  const at = (one: OpenBasket): number => chosenSlot(one)?.from ?? Number.POSITIVE_INFINITY;
  return open.toSorted((one, other) => (at(one) === at(other) ? 0 : at(one) - at(other)));
};

/**
 * The baskets of one browser. Pure.
 * @param shares by shop, where its basket is shared from
 */
export const presentBaskets =
  (open: readonly OpenBasket[], shares: ReadonlyMap<number, string>, now: Date) =>
  (scope: PageScope): PageModel & { readonly body: BasketsBody } => {
    const { texts, locale } = scope;
    const isEmpty = open.length === 0;
    const title = texts.line('baskets.heading');
    return {
      head: { page: null, title, description: title, paths: pathsTo('baskets'), noindex: true },
      body: {
        heading: title,
        lead: texts.line(isEmpty ? 'baskets.none' : 'baskets.lead'),
        trail: [],
        action: pathTo('baskets', locale),
        baskets: byTime(open).map((one) => basketView(one, shares.get(one.basket.listingId), now, scope)),
        ...(open.length > 1
          ? { tour: { href: pathTo('baskets.tour', locale), label: texts.line('baskets.tour.link') } }
          : {}),
        ...(isEmpty ? { empty: linkTo(scope, 'businesses') } : {}),
      },
    };
  };

/** What is still to be ordered at other shops; nothing where that is nothing. Pure. */
export function remainingView(
  shops: readonly BasketShop[],
  scope: PageScope,
): { readonly remaining?: RemainingBasketsView } {
  const { texts, locale } = scope;
  if (shops.length === 0) return {};
  return {
    remaining: {
      words: texts.line('baskets.remaining', { count: shops.length }),
      links: [
        ...shops.map(({ listing, slotFrom }) => ({
          href: pathTo('order.form', locale, listingParams(listing)),
          label:
            slotFrom === null
              ? listing.name
              : texts.line('baskets.at', {
                  listing: listing.name,
                  time: momentWords(new Date(slotFrom), scope),
                }),
        })),
        { href: pathTo('baskets', locale), label: texts.line('baskets.all') },
      ],
    },
  };
}
