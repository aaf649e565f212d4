import type { Listing } from '@halles/domain/listings';
import { isUnderWay, type Order, orderNumber, receptionPlace, timeLabel } from '@halles/domain/orders';
import { calendarOf } from '@halles/domain/text';
import { labelled, type Locale } from '@halles/kernel';
import { addressLine } from '../wording/contact-words';

/** Whether there is a time to be there: what is sent has none, and what is over neither. Pure. */
export const hasAppointment = ({ fulfilment, state }: Pick<Order, 'fulfilment' | 'state'>): boolean =>
  fulfilment !== 'post' && isUnderWay(state);

/** The time of an order for the calendar of its customer. @param url of its page. Pure. */
export function orderCalendar(order: Order, listing: Listing, url: string, locale: Locale): string {
  const last = order.events.at(-1);
  return calendarOf({
    uid: `${order.id}@${new URL(url).host}`,
    sequence: order.event,
    changedAt: last?.at ?? order.createdAt,
    ...order.slot,
    summary: labelled(
      `${timeLabel(order.fulfilment, locale)} ${orderNumber(order.number)}`,
      listing.name,
      locale,
    ),
    location: receptionPlace(order) ?? addressLine(listing.address, true),
    url,
    isCertain: order.state === 'accepted' || order.state === 'preparing' || order.state === 'ready',
  });
}
