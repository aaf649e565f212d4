import {
  type AmendmentChange,
  changesIn,
  choicesWords,
  mayPropose,
  type Order,
  type OrderAmendment,
} from '@halles/domain/orders';
import { pathTo } from '@halles/contracts';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import type { AmendmentView } from './amendment.view';
import type { MerchantOrderBody } from './merchant-orders.view';
import { lineViews, momentWords, mostView } from './order-words';

function changeWords(
  change: AmendmentChange,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string {
  const { line } = change;
  const chosen = choicesWords(line.choices, locale);
  const product = chosen === '' ? line.name : `${line.name} (${chosen})`;
  switch (change.kind) {
    case 'missing':
      return texts.line('orders.amendment.changes.missing', { quantity: line.quantity, product });
    case 'fewer':
      return texts.line('orders.amendment.changes.fewer', {
        product,
        quantity: change.quantity,
        count: line.quantity,
      });
    case 'instead':
      return texts.line('orders.amendment.changes.instead', {
        quantity: line.quantity,
        product,
        total: priceWords(line.totalCents, locale),
        missing: change.line.insteadOf ?? '',
      });
  }
}

/** What a shop proposes instead of an order, in words. @param totalCents of the order as it is. Pure. */
export const amendmentView = (
  amendment: OrderAmendment,
  totalCents: number,
  scope: PageScope,
): AmendmentView => ({
  changes: changesIn(amendment).map((change) => changeWords(change, scope)),
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
