import { pathTo } from '@halles/contracts';
import type { Order } from '@halles/domain/orders';
import type { LinkView } from '../../rendering/link.view';
import type { PageScope } from '../../rendering/page-scope';
import type { MerchantOrderBody, MerchantOrdersBody } from './merchant-orders.view';

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
