import { changesIn, changeWords, mayPropose, type Order, type OrderAmendment } from '@halles/domain/orders';
import { pathTo } from '@halles/contracts';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import type { AmendmentView } from './amendment.view';
import type { MerchantOrderBody } from './merchant-orders.view';
import { lineViews, momentWords, mostView } from './order-words';

/** What a shop proposes instead of an order, in words. @param totalCents of the order as it is. Pure. */
export const amendmentView = (
  amendment: OrderAmendment,
  totalCents: number,
  scope: PageScope,
): AmendmentView => ({
  changes: changesIn(amendment).map((change) => changeWords(change, scope.locale)),
  lines: lineViews(amendment.lines, scope),
  total: priceWords(amendment.totalCents, scope.locale),
  ...mostView(amendment.lines, scope),
  before: scope.texts.line('orders.amendment.before', { price: priceWords(totalCents, scope.locale) }),
  until: momentWords(amendment.expiresAt, scope),
});

/** What the shop proposed and waits for, or where it may propose something. Pure. */
export function amendmentParts(
  order: Order,
  { amendment, now }: { readonly amendment: OrderAmendment | null; readonly now: Date },
  scope: PageScope,
): Pick<MerchantOrderBody, 'amendment' | 'propose'> {
  const { texts, locale } = scope;
  if (amendment)
    return {
      amendment: {
        ...amendmentView(amendment, order.totalCents, scope),
        drop: texts.line('orders.amendment.drop'),
      },
    };
  if (!mayPropose(order, now)) return {};
  return {
    propose: {
      href: pathTo('merchant.orderAmendment', locale, { listing: order.listingId, order: order.id }),
      label: texts.line('orders.amendment.link'),
    },
  };
}
