import type { OrderState } from './order-state';
import type { OrderStep } from './order-step';

/** Parameters of `insertionOfEvent`. */
export const EVENT_VALUES = 19;

/**
 * The statement that stores what happened to an order, also as a part of one that stores the order itself.
 * @param before parameters of the parts before it: its own are those of `eventValues`
 */
export const insertionOfEvent = (before = 0): string => `
  INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, account_id, recipient_id, reason,
                           delay_minutes, created_at, weighed, overrides, agent_id, overridden, while_closed, is_held, takes_back)
  VALUES (${Array.from({ length: EVENT_VALUES }, (_, index) => `$${String(before + 1 + index)}`).join(', ')})`;
export const APPEND_EVENT = insertionOfEvent();

/** What it stores of a step. @param event its number among those of the order, from 1 on. Pure. */
export function eventValues(
  orderId: string,
  event: number,
  from: OrderState | null,
  step: OrderStep,
): unknown[] {
  const { id, state, actor, accountId, recipientId, agentId, reason, delayMinutes, weighed, at } = step;
  const { overrides = [], whileClosed = false, isHeld = false, takesBack = false } = step;
  return [
    ...[id, orderId, event, event === 1 ? null : event - 1, from, state, actor, accountId],
    ...[recipientId ?? null, reason, delayMinutes, at, weighed],
    // The first alone is what a server of the version before reads.
    ...[overrides[0] ?? null, agentId ?? null, overrides.length === 0 ? null : overrides],
    ...[whileClosed, isHeld, takesBack],
  ];
}
