import { type DelayedSlot, mayDelay, type Order, type OrderSummary } from '@halles/domain/orders';
import { slotWords } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import type { OrderQuestionView } from './closed-question.presenter';
import { DELAYS, INBOX_DELAYS, MINUTES_A_DAY, SENDING_DELAYS } from './merchant-order.form';
import type { MerchantOrderBody, MerchantOrderView } from './merchant-orders.view';

/** A time at which the shop is closed or has no room, and by how much an order would be put off. */
export interface DelayQuestion extends DelayedSlot {
  readonly minutes: number;
}

/** What a shop is asked that is closed at the time that it chose, or takes no order more then: its next opening, or the time all the same. Pure. */
export function questionView(
  { slot }: Order,
  { minutes, from, until, isOpen, nextMinutes }: DelayQuestion,
  { texts, settings, locale }: PageScope,
): OrderQuestionView {
  const time = slotWords({ from, until }, settings.timeZone, locale);
  const later = (moment: Date, by: number): number => moment.getTime() + by * MINUTE;
  const anyway = {
    value: 'delayAnyway',
    minutes: String(minutes),
    label: texts.line('orders.delay.anyway', { time }),
  };
  if (isOpen) return { text: texts.line('orders.delay.full', { time }), buttons: [anyway] };
  if (nextMinutes === null) return { text: texts.line('orders.delay.closed', { time }), buttons: [anyway] };
  const next = { from: later(slot.from, nextMinutes), until: later(slot.until, nextMinutes) };
  const label = texts.line('orders.delay.next', { time: slotWords(next, settings.timeZone, locale) });
  return {
    text: texts.line('orders.delay.closed', { time }),
    buttons: [{ value: 'delayTo', minutes: String(nextMinutes), label }, anyway],
  };
}

/** Words of so many minutes, or of days where it is sent. */
const delayWords = (
  minutes: number,
  { fulfilment }: Pick<OrderSummary, 'fulfilment'>,
  { texts }: PageScope,
) =>
  fulfilment === 'post'
    ? texts.line('orders.delayByDays', { count: minutes / MINUTES_A_DAY })
    : texts.line('orders.delayBy', { count: minutes });

/** By how much an order may be put off: one that is sent by days. Pure. */
export const delayView = (order: Order, scope: PageScope): NonNullable<MerchantOrderBody['delay']> => ({
  label: scope.texts.line(`orders.inbox.delayOf.${order.fulfilment}`),
  by: (order.fulfilment === 'post' ? SENDING_DELAYS : DELAYS).map((minutes) => ({
    value: String(minutes),
    label: delayWords(minutes, order, scope),
  })),
});

/** The same in the inbox, by one touch; nothing of what cannot be put off, or waits for its customer. Pure. */
export function laterView(order: OrderSummary, scope: PageScope): Pick<MerchantOrderView, 'later'> {
  if (!mayDelay(order.state) || order.proposedUntil !== null) return {};
  const { texts } = scope;
  const label = texts.line(`orders.inbox.delayOf.${order.fulfilment}`);
  const isSent = order.fulfilment === 'post';
  return {
    later: {
      label,
      by: (isSent ? SENDING_DELAYS : INBOX_DELAYS).map((minutes) => {
        const count = isSent ? minutes / MINUTES_A_DAY : minutes;
        const words = texts.line(isSent ? 'orders.inbox.moreDays' : 'orders.inbox.moreMinutes', { count });
        return {
          value: String(minutes),
          label: words,
          name: texts.line('orders.inbox.later', { label, words }),
        };
      }),
    },
  };
}
