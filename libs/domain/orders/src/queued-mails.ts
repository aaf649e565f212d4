import { DAY } from '@halles/kernel';
import type { Order, OrderEvent } from './order';
import type { OrderMail } from './order-mails.service';
import { restores } from './order-state';
import { isConfirmedBefore, noticeOf } from './step-notice';

/** So long a mail may wait that no worker has begun yet: longer ago, its record was erased. */
const WAITS = DAY;

/** What decides which mails of an order wait. */
type QueuedOrder = Pick<Order, 'state' | 'customer' | 'events' | 'noticesDueAt' | 'proposedUntil'>;
/** What is known of a mail that a worker has begun. */
type SentMail = Pick<OrderMail, 'to' | 'means' | 'event' | 'about' | 'status'>;

/** What a mail of a step tells of, as the list of mails has it. Pure. */
function aboutOf(event: OrderEvent, events: readonly OrderEvent[]): OrderMail['about'] {
  const { state, reason, weighed, delayMinutes } = event;
  const before = events.find((one) => one.event === event.event - 1)?.state;
  if (weighed) return 'weighed';
  if (reason === 'proposed') return 'proposed';
  if (delayMinutes !== null && delayMinutes > 0 && state !== 'received') return 'delayed';
  return restores(before, state) && state !== 'ready' ? 'restored' : state;
}

/**
 * Whether a worker that takes up the mail of a step sends it. What came after the step may leave nothing to tell: it was acknowledged
 * by a mail of its own, its price told that it is accepted, or what is asked is not asked any more. Pure.
 */
function isSent(
  order: QueuedOrder,
  { event, reason }: OrderEvent,
  mails: readonly SentMail[],
  now: Date,
): boolean {
  const notice = noticeOf(order, event);
  if (notice === null || reason === 'withdrawal') return false;
  if (notice === 'to-confirm') return order.state === 'to-confirm';
  if (notice === 'proposed') return order.proposedUntil !== null && order.proposedUntil > now;
  return !isConfirmedBefore(notice, mails);
}

/**
 * Mails to the customer of an order that are promised with its steps and that no worker has begun yet: there is no record of them
 * for a moment, in which their shop looks. Pure.
 * @param mails those that there is a record of
 */
export function queuedMails(order: QueuedOrder, mails: readonly SentMail[], now: Date): OrderMail[] {
  const address = order.customer?.email;
  // What is held is no mail yet, and its time is told.
  if (!address || order.noticesDueAt !== null) return [];
  const begun = new Set(
    mails.flatMap(({ to, means, event }) => (to === 'customer' && means === 'mail' ? [event] : [])),
  );
  return order.events
    .filter(({ event, at }) => !begun.has(event) && now.getTime() - at.getTime() < WAITS)
    .filter((event) => isSent(order, event, mails, now))
    .map((event) => ({
      ...{ to: 'customer', means: 'mail', address, event: event.event, about: aboutOf(event, order.events) },
      ...{ status: 'queued', sentAt: null, bounce: null, response: null },
    }));
}
