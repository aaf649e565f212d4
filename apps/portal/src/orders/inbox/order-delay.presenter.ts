import type { DelayedSlot, Order } from '@halles/domain/orders';
import { slotWords } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import { DELAYS, MINUTES_A_DAY, SENDING_DELAYS } from './merchant-order.form';
import type { MerchantOrderBody } from './merchant-orders.view';

/** A time at which the shop is closed, and by how much an order would be put off. */
export interface DelayQuestion extends DelayedSlot {
  readonly minutes: number;
}

/** What a shop is asked that is closed at the time that it chose: its next opening, or the time all the same. Pure. */
export function questionView(
  { slot }: Order,
  { minutes, from, until, nextMinutes }: DelayQuestion,
  { texts, settings, locale }: PageScope,
): NonNullable<MerchantOrderBody['question']> {
  const time = slotWords({ from, until }, settings.timeZone, locale);
  const later = (moment: Date, by: number): number => moment.getTime() + by * MINUTE;
  const anyway = {
    value: 'delayAnyway',
    minutes: String(minutes),
    label: texts.line('orders.delay.anyway', { time }),
  };
  if (nextMinutes === null) return { text: texts.line('orders.delay.closed', { time }), buttons: [anyway] };
  const next = { from: later(slot.from, nextMinutes), until: later(slot.until, nextMinutes) };
  const label = texts.line('orders.delay.next', { time: slotWords(next, settings.timeZone, locale) });
  return {
    text: texts.line('orders.delay.closed', { time }),
    buttons: [{ value: 'delayTo', minutes: String(nextMinutes), label }, anyway],
  };
}

/** By how much an order may be put off: one that is sent by days. Pure. */
export const delayView = (
  { fulfilment }: Order,
  { texts }: PageScope,
): NonNullable<MerchantOrderBody['delay']> => ({
  label: texts.line(`orders.inbox.delayOf.${fulfilment}`),
  by:
    fulfilment === 'post'
      ? SENDING_DELAYS.map((minutes) => ({
          value: String(minutes),
          label: texts.line('orders.delayByDays', { count: minutes / MINUTES_A_DAY }),
        }))
      : DELAYS.map((minutes) => ({
          value: String(minutes),
          label: texts.line('orders.delayBy', { count: minutes }),
        })),
});
