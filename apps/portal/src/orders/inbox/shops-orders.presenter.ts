import { pathTo, portalRoutes } from '@halles/contracts';
import type { OpenOfShops, OwedRefund } from '@halles/domain/orders';
import type { MerchantListing, MerchantPage } from '../../merchant-space';
import type { PageScope } from '../../rendering/page-scope';
import { cancelledLinks, refundLinks } from './inbox-links.presenter';
import { listOfShops } from './merchant-order.form';
import { overdueOf } from './merchant-order-steps';
import { daysOf, openParts } from './listed-orders.presenter';
import type { MerchantOrdersBody, ShopCountView } from './merchant-orders.view';
import { listOutcome } from './order-outcome.presenter';
import type { OrdersState } from './orders-state';

/** The orders of several shops of one merchant. */
export interface ShopsInbox extends OpenOfShops {
  /** The shops, in the order of their names. */
  readonly shops: readonly MerchantListing[];
  /** The one whose orders are shown alone; null: those of all are. */
  readonly shown: number | null;
  /** Orders of any of them that wait for an answer, beyond the list too. */
  readonly waiting: readonly string[];
  readonly unpaid: readonly OwedRefund[];
  readonly accountId: string;
  readonly now: Date;
}

const nameOf = ({ name }: MerchantListing, { texts }: Pick<PageScope, 'texts'>): string =>
  name ?? texts.line('pro.unnamed');

/** Each shop with how much it has to do, and all of them first. Pure. */
function shopCounts({ shops, counts, shown }: ShopsInbox, scope: PageScope): ShopCountView[] {
  const { texts, locale } = scope;
  const all = pathTo('merchant.inbox', locale);
  const of = new Map(counts.map((one) => [one.listingId, one]));
  const view = (id: number | null, href: string, name: string, open: number, waiting: number) => ({
    href,
    name,
    count: texts.line('orders.shops.count', { open, waiting }),
    isCurrent: id === shown,
  });
  const sum = (which: 'open' | 'waiting'): number => counts.reduce((total, one) => total + one[which], 0);
  return [
    view(null, all, texts.line('orders.shops.all'), sum('open'), sum('waiting')),
    ...shops.map((shop) => {
      const { open = 0, waiting = 0 } = of.get(shop.id) ?? {};
      return view(shop.id, `${all}?commerce=${String(shop.id)}`, nameOf(shop, scope), open, waiting);
    }),
  ];
}

/** The orders that are worked on in several shops, as one list. @param limit how many of each list were asked for. Pure. */
export const shopsOrdersPage = (
  inbox: ShopsInbox,
  limit: number,
  state: OrdersState,
): MerchantPage<MerchantOrdersBody> => ({
  view: 'orders/orders',
  title: ({ texts }) => texts.line('orders.inbox.heading'),
  paths: portalRoutes['merchant.inbox'],
  section: 'orders',
  present: (scope): MerchantOrdersBody => {
    const { texts, locale } = scope;
    const { shops, shown, toDo, overdue, cancelled, unpaid, waiting, accountId, now } = inbox;
    const list = listOfShops(shown);
    const named = new Map(shops.map((shop) => [shop.id, nameOf(shop, scope)]));
    const shopOf = ({ listingId }: { readonly listingId: number }) => named.get(listingId) ?? '';
    const all = pathTo('merchant.inbox', locale);
    return {
      lead: texts.line('orders.shops.lead'),
      account: accountId,
      stream: pathTo('merchant.inboxStream', locale),
      page: shown === null ? all : `${all}?commerce=${String(shown)}`,
      shops: shopCounts(inbox, scope),
      // What is not listed here rings all the same.
      waiting: waiting.filter((id) => ![...toDo, ...overdue].some((order) => order.id === id)),
      ...listOutcome(state, now, scope, list),
      ...openParts(toDo, now, scope, { list, shopOf }),
      ...(toDo.length === limit ? { more: texts.line('orders.inbox.more', { count: limit }) } : {}),
      ...(toDo.length === 0 ? { none: texts.line('orders.inbox.none') } : {}),
      refunds: unpaid.flatMap((one) =>
        refundLinks(one.listingId, [one], scope).map(({ href, label }) => ({
          href,
          label: texts.line('orders.shops.of', { shop: shopOf(one), what: label }),
        })),
      ),
      cancelled: cancelled.flatMap((one) =>
        cancelledLinks([one], scope).map(({ href, label }) => ({
          href,
          label: texts.line('orders.shops.of', { shop: shopOf(one), what: label }),
        })),
      ),
      overdue: daysOf(overdue, scope, overdueOf, { list, shopOf }),
      inboxes: shops
        .filter(({ id }) => shown === null || id === shown)
        .map((shop) => ({
          href: pathTo('merchant.orders', locale, { listing: shop.id }),
          label: texts.line('orders.shops.own', { shop: nameOf(shop, scope) }),
        })),
    };
  },
});
