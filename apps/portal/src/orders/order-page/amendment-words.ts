import {
  changesIn,
  changeWords,
  isUnpriced,
  mayPropose,
  type Order,
  type OrderAmendment,
} from '@halles/domain/orders';
import { pathTo } from '@halles/contracts';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import type { AmendmentView } from './amendment.view';
import type { MerchantOrderBody } from '../inbox/merchant-orders.view';
import { feeView, lineViews, momentWords, mostView } from '../order-words';

/** What a shop proposes instead of an order, in words. The fee is as it was agreed upon. Pure. */
export const amendmentView = (
  amendment: OrderAmendment,
  order: Pick<Order, 'totalCents' | 'mostCents' | 'feeCents' | 'fulfilment'>,
  scope: PageScope,
): AmendmentView => ({
  changes: changesIn(amendment).map((change) => changeWords(change, scope.locale)),
  lines: lineViews(amendment.lines, scope),
  ...feeView(order, scope),
  total: priceWords(amendment.totalCents + order.feeCents, scope.locale),
  ...mostView(amendment.lines, order.feeCents, scope),
  before:
    amendment.declined === null
      ? scope.texts.line('orders.amendment.before', { price: priceWords(order.totalCents, scope.locale) })
      : scope.texts.line('orders.amendment.weight.before', {
          price: priceWords(order.mostCents, scope.locale),
        }),
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
        ...amendmentView(amendment, order, scope),
        drop: texts.line('orders.amendment.drop'),
      },
    };
  // A list is answered, by the main act of its page.
  if (!mayPropose(order, now) || isUnpriced(order)) return {};
  return {
    propose: {
      href: pathTo('merchant.orderAmendment', locale, { listing: order.listingId, order: order.id }),
      label: texts.line('orders.amendment.link'),
    },
  };
}
