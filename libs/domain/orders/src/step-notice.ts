import { heardSteps } from './held-notices/held-step';
import type { OrderNotice } from './mails/order-status/model';
import type { Order } from './order';
import type { OrderMail } from './order-mails.service';
import { isAwaited, restores } from './order-state';

/**
 * What a step tells the customer; null for what they need not hear: that it is being prepared, and what is out of date, as
 * a step came after it that tells of something else. Pure.
 */
export function noticeOf(
  { events: all }: Pick<Order, 'events'>,
  event: number,
): OrderNotice | 'proposed' | 'to-confirm' | null {
  const events = heardSteps(all);
  const notice = noticeOfEvent(events, event);
  const isOutOfDate = events.some((later) => {
    const next = later.event > event ? noticeOfEvent(events, later.event) : null;
    // What it costs by now is in every mail, and no other news; whatever is answered to a question, it was accepted before.
    if (next === 'proposed' && notice === 'accepted') return false;
    return next !== null && (next !== 'weighed' || notice === 'weighed');
  });
  return isOutOfDate ? null : notice;
}

function noticeOfEvent(
  events: Order['events'],
  event: number,
): OrderNotice | 'proposed' | 'to-confirm' | null {
  const step = events.find((one) => one.event === event);
  if (!step) return null;
  if (step.weighed) return step.weighed === 'whole' ? 'weighed' : null;
  if (step.delayMinutes !== null && step.delayMinutes < 0) return 'delay-undone';
  if (step.delayMinutes !== null) return step.state === 'received' ? 'delayed-unconfirmed' : 'delayed';
  const last = events[events.indexOf(step) - 1];
  const before = last?.state;
  if (step.reason === 'proposed') return 'proposed';
  // What was answered to a list, and nobody agreed to.
  if (step.reason === 'lapsed' && step.state === 'cancelled') return 'list-lapsed';
  // Its customer said it themselves, or said nothing.
  if (step.reason === 'declined' || step.reason === 'lapsed') return null;
  // The shop had answered by what it proposed.
  if (step.reason === 'unanswered' && last?.reason === 'lapsed') return 'cancelled';
  // Acknowledged by a mail of its own.
  if (step.reason === 'withdrawal' && step.state === before) return null;
  if (before !== undefined && isAwaited(before)) return step.state === 'received' ? 'received' : null;
  if (before === 'collected') return 'not-handed-over';
  // Nothing was confirmed before, and no code given.
  if (step.reason === 'dropped') return step.state === 'received' ? 'proposal-dropped' : null;
  // That it is ready says enough.
  if (restores(before, step.state) && step.state !== 'ready')
    return step.state === 'received' ? 'restored-unconfirmed' : 'restored';
  if (before !== undefined && step.state === 'received') return 'unconfirmed';
  if (step.state === 'cancelled' && step.reason === 'unanswered') return 'unanswered';
  // Its goods were given back without its shop.
  if (step.state === 'not-collected' && step.actor === 'system') return 'released';
  if (before === 'ready' && (step.state === 'preparing' || step.state === 'accepted')) return 'not-ready';
  return step.state === 'preparing' || step.state === 'to-pay' ? null : step.state;
}

/** Whether an acceptance was told of before, by what came after it and was sent first: its mail was tried and failed. Pure. */
export const isConfirmedBefore = (
  notice: OrderNotice,
  mails: readonly Pick<OrderMail, 'to' | 'about' | 'status' | 'means'>[],
): boolean =>
  notice === 'accepted' &&
  mails.some(
    ({ to, about, status, means }) =>
      to === 'customer' && means === 'mail' && status === 'sent' && about === 'weighed',
  );
