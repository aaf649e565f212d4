import type { Listing } from '@halles/domain/listings';
import { type CalendarEvent, type CalendarSender, eventFileOf } from '@halles/domain/text';
import { labelled, type Locale } from '@halles/kernel';
import { timeLabel } from './fulfilment/fulfilment-words';
import { type Order, orderNumber } from './order';
import { isUnderWay } from './order-state';

/** Whether there is a time to be there: what is sent has none, and what is over neither. Pure. */
export const hasAppointment = ({ fulfilment, state }: Pick<Order, 'fulfilment' | 'state'>): boolean =>
  fulfilment !== 'post' && isUnderWay(state);

/** Where an order is collected, where a pin of it is known; null where it is not, and of what is brought or sent. Pure. */
export function pinOf(
  { fulfilment, point }: Pick<Order, 'fulfilment' | 'point'>,
  { position, name }: Pick<Listing, 'position' | 'name'>,
): Pick<NonNullable<Order['point']>, 'position' | 'name'> | null {
  if (fulfilment !== 'pickup') return point?.position ? point : null;
  return position?.precision === 'address' ? { position, name } : null;
}

/** States of an order that was, or is to be, handed over at its time. */
const KEPT: ReadonlySet<Order['state']> = new Set(['accepted', 'preparing', 'ready', 'collected']);

function statusOf(state: Order['state']): CalendarEvent['status'] {
  if (KEPT.has(state)) return 'CONFIRMED';
  return isUnderWay(state) ? 'TENTATIVE' : 'CANCELLED';
}

/** What an entry of a calendar says beside the order itself. */
interface CalendarSurroundings {
  readonly shop: string;
  /** In words; null where nothing is said of it. */
  readonly place: string | null;
  /** Of its page. */
  readonly url: string;
  /** What the territory says of itself. */
  readonly sender: CalendarSender;
}

/**
 * The time of an order for the calendar of its customer, always under the same name: what comes later replaces what came
 * before, and what is over ends it. Pure.
 */
export function orderCalendar(
  order: Order,
  { shop, place, url, sender }: CalendarSurroundings,
  locale: Locale,
): string {
  const last = order.events.at(-1);
  const event: CalendarEvent = {
    uid: `${order.id}@${new URL(url).host}`,
    sequence: order.event,
    changedAt: last?.at ?? order.createdAt,
    ...order.slot,
    summary: labelled(`${timeLabel(order.fulfilment, locale)} ${orderNumber(order.number)}`, shop, locale),
    ...(place === null ? {} : { location: place }),
    url,
    status: statusOf(order.state),
  };
  return eventFileOf(event, sender);
}
