import { isOnCard, type ListedOrder, type ListedWithdrawal } from '@halles/domain/orders';
import { priceWords } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import { contentsWords } from '../order-words';

type Withdrawn = Pick<
  ListedOrder,
  'state' | 'payment' | 'totalCents' | 'withdrawnCents' | 'listedWithdrawals'
>;

/** By which words it is told; null: an order that ended otherwise has none of it to be left out. Pure. */
function keyOf(
  { state, payment, totalCents, withdrawnCents }: Withdrawn,
  { isRefundDue, isByShop, isRefunded }: ListedWithdrawal,
): string | null {
  if (!isRefundDue) {
    if (state !== 'cancelled') return 'rest';
    return withdrawnCents === totalCents ? 'whole' : null;
  }
  const cause = isByShop ? 'returned' : 'withdrawn';
  if (isRefunded) return `${cause}.refunded`;
  if (!isOnCard(payment)) return `${cause}.due`;
  return `${cause}.${(payment.counterCents ?? 0) > 0 ? 'inPart' : 'onCard'}`;
}

/** What was withdrawn from an order, or is given back of it: which lines, for how much, and what its shop does about it. Pure. */
export const withdrawnViews = (
  order: Withdrawn,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string[] =>
  order.listedWithdrawals.flatMap((withdrawal) => {
    const key = keyOf(order, withdrawal);
    if (key === null) return [];
    const what = contentsWords({ contents: withdrawal.lines }, { locale });
    const amount = priceWords(withdrawal.amountCents, locale);
    return [texts.line(`orders.withdrawal.listed.${key}`, { what, amount })];
  });
