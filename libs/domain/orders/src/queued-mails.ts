import { DAY } from '@halles/kernel';
import type { Order, OrderEvent } from './order';
import type { OrderMail } from './order-mails.service';
import { restores } from './order-state';
import { noticeOf } from './step-notice';

/** So long a mail may wait that no worker has begun yet: longer ago, its record was erased. */
const WAITS = DAY;

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
 * Mails to the customer of an order that are promised with its steps and that no worker has begun yet: there is no record of them
 * for a moment, in which their shop looks. Pure.
 * @param mails those that there is a record of
 */
export function queuedMails(
  order: Pick<Order, 'customer' | 'events' | 'noticesDueAt'>,
  mails: readonly Pick<OrderMail, 'to' | 'means' | 'event'>[],
  now: Date,
): OrderMail[] {
  const address = order.customer?.email;
  // What is held is no mail yet, and its time is told.
  if (!address || order.noticesDueAt !== null) return [];
  const begun = new Set(
    mails.flatMap(({ to, means, event }) => (to === 'customer' && means === 'mail' ? [event] : [])),
  );
  return order.events
    .filter(({ event, at }) => !begun.has(event) && now.getTime() - at.getTime() < WAITS)
    .filter(({ event }) => noticeOf(order, event) !== null)
    .map((event) => ({
      ...{ to: 'customer', means: 'mail', address, event: event.event, about: aboutOf(event, order.events) },
      ...{ status: 'queued', sentAt: null, bounce: null, response: null },
    }));
}
