import { pathTo } from '@halles/contracts';
import {
  isContract,
  isEnteredByStaff,
  type ListedOrder,
  type Order,
  orderNumber,
  type OwedRefund,
} from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import { contentsWords, slotOf } from '../order-words';
import type { MerchantOrderBody, MerchantOrdersBody } from './merchant-orders.view';

/** Where the inbox leads to. @param takesOrders whether the shop does, and enters those of the phone. Pure. */
export function inboxLinks(
  listing: number,
  takesOrders: boolean,
  { texts, locale }: PageScope,
): Pick<
  MerchantOrdersBody,
  'enter' | 'handOver' | 'day' | 'preparation' | 'ended' | 'settings' | 'products'
> {
  const link = (
    route:
      | 'merchant.ordering'
      | 'merchant.products'
      | 'merchant.endedOrders'
      | 'merchant.preparation'
      | 'merchant.orderDay'
      | 'merchant.newOrder'
      | 'merchant.handOver',
    label: string,
  ): LinkView => ({ href: pathTo(route, locale, { listing }), label: texts.line(label) });
  return {
    ...(takesOrders ? { enter: link('merchant.newOrder', 'orders.inbox.enter') } : {}),
    handOver: link('merchant.handOver', 'handOver.open'),
    day: link('merchant.orderDay', 'orders.inbox.day'),
    preparation: link('merchant.preparation', 'orders.inbox.preparation'),
    ended: link('merchant.endedOrders', 'orders.inbox.ended'),
    settings: link('merchant.ordering', 'orders.inbox.settings'),
    products: link('merchant.products', 'orders.inbox.products'),
  };
}

/** Orders to come that their customers cancelled. Pure. */
export const cancelledLinks = (orders: readonly ListedOrder[], scope: PageScope): LinkView[] =>
  orders.map((order) => ({
    href: pathTo('merchant.order', scope.locale, { listing: order.listingId, order: order.id }),
    label: scope.texts.line('orders.inbox.cancelledOne', {
      number: orderNumber(order.number),
      customer: order.customer?.name ?? scope.texts.line('orders.erased'),
      slot: slotOf(order, scope),
      contents: contentsWords(order, scope),
    }),
  }));

/** Orders whose customers withdrew and are owed the money. Pure. */
export const refundLinks = (
  listing: number,
  unpaid: readonly OwedRefund[],
  { texts, locale }: PageScope,
): LinkView[] =>
  unpaid.map(({ orderId, number, amountCents }) => ({
    href: pathTo('merchant.order', locale, { listing, order: orderId }),
    label: texts.line('orders.withdrawal.handling.listed', {
      number: orderNumber(number),
      amount: priceWords(amountCents, locale),
    }),
  }));

/** What its reader may see of the orders beside them. Pure. */
export function figureLinks(
  listing: number,
  { hasFigures, hasSales }: { readonly hasFigures: boolean; readonly hasSales: boolean },
  { texts, locale }: PageScope,
): Pick<MerchantOrdersBody, 'figures' | 'sales'> {
  const link = (route: 'statistics.orders' | 'merchant.sales', label: string): LinkView => ({
    href: pathTo(route, locale, { listing }),
    label: texts.line(label),
  });
  return {
    ...(hasFigures ? { figures: link('statistics.orders', 'orderFigures.title') } : {}),
    ...(hasSales ? { sales: link('merchant.sales', 'sales.link') } : {}),
  };
}

/** Where the shop says that it takes no more orders of a customer, until they were erased. Pure. */
export const blockLink = (
  { id, listingId, customer }: Pick<Order, 'id' | 'listingId' | 'customer'>,
  { texts, locale }: PageScope,
): Pick<MerchantOrderBody, 'block'> =>
  customer === null
    ? {}
    : {
        block: {
          href: pathTo('merchant.blockCustomer', locale, { listing: listingId, order: id }),
          label: texts.line('blocked.link'),
        },
      };

/** The contract of who ordered on the phone: their shop hands it over. Pure. */
export const contractOf = (
  order: Order,
  { texts, locale }: PageScope,
): Pick<MerchantOrderBody, 'contract'> =>
  order.kind === 'order' && isEnteredByStaff(order) && isContract(order)
    ? {
        contract: {
          href: pathTo('merchant.orderContract', locale, { listing: order.listingId, order: order.id }),
          label: texts.line('orders.staff.contract'),
        },
      }
    : {};

/** What was handed over, on paper for its customer. Pure. */
export const noteOf = (
  { id, listingId, state }: Pick<Order, 'id' | 'listingId' | 'state'>,
  { texts, locale }: PageScope,
): Pick<MerchantOrderBody, 'receipt'> =>
  state === 'collected'
    ? {
        receipt: {
          href: pathTo('merchant.orderNote', locale, { listing: listingId, order: id }),
          label: texts.line('orders.page.note'),
        },
      }
    : {};
