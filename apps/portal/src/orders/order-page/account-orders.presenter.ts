import { pathTo } from '@halles/contracts';
import type { ListingSummary } from '@halles/domain/listings';
import { isUnpriced, orderNumber, type OrderSummary } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import { buttonForm, type RowView, section, type SectionView } from '../../accounts';
import type { PageScope } from '../../rendering/page-scope';
import { slotOf, stateWords } from '../order-words';

/** Orders that the page lists. */
export const MOST_ORDERS = 50;

/** An order with the link of its page; null once that is over. */
export interface OwnOrder {
  readonly order: OrderSummary;
  readonly token: string | null;
}

function rowOf(
  { order, token }: OwnOrder,
  shops: ReadonlyMap<number, Pick<ListingSummary, 'name'>>,
  scope: PageScope,
): RowView {
  const { texts, locale } = scope;
  const listing = shops.get(order.listingId);
  const words = { listing: listing?.name ?? '–', number: orderNumber(order.number) };
  const about = {
    state: stateWords(order, scope),
    slot: slotOf(order, scope),
    total: isUnpriced(order) ? '–' : priceWords(order.totalCents, locale),
  };
  const isOrderable = token !== null && listing !== undefined && order.items > 0;
  return {
    title: texts.line('account.orders.one', words),
    ...(token === null ? {} : { href: pathTo('order', locale, { token }) }),
    detail: texts.line('account.orders.about', about),
    forms: isOrderable
      ? [buttonForm(pathTo('order.again', locale, { token }), texts.line('account.orders.again'))]
      : [],
  };
}

/** What the owner of an account ordered, the newest at the head. @param shops by number @param keepsShop of the portal. Pure. */
export function presentOwnOrders(
  orders: readonly OwnOrder[],
  shops: ReadonlyMap<number, Pick<ListingSummary, 'name'>>,
  keepsShop: boolean,
  scope: PageScope,
): SectionView[] {
  const { texts, locale } = scope;
  const rows = orders.slice(0, MOST_ORDERS).map((one) => rowOf(one, shops, scope));
  const more = texts.line('account.orders.more', { most: MOST_ORDERS });
  return [
    section('orders', {
      rows,
      paragraphs: [
        ...(rows.length === 0 ? [texts.line('account.orders.none')] : []),
        ...(orders.length > MOST_ORDERS ? [more] : []),
      ],
      // Who signs in without a shop, and ordered, arrives here.
      links: keepsShop
        ? []
        : [{ href: pathTo('claim.find', locale), label: texts.line('account.orders.findShop') }],
    }),
  ];
}
