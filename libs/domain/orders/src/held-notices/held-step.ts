import type { OrderSummary } from '../order';
import type { OrderStep } from '../order-step';
import { type OrderState, transition } from '../order-state';

/** The step that an order took last. */
export interface LastStep {
  readonly state: OrderState;
  readonly reason: string | null;
  readonly delayMinutes: number | null;
  readonly weighed: string | null;
  readonly isHeld: boolean;
}

const isByShop = ({ actor }: Pick<OrderStep, 'actor'>): boolean => actor === 'merchant' || actor === 'town';

/**
 * Whether what tells its customer of a step waits until its shop had time to take it back: what the shop does, and can undo by a
 * touch. Where the money of an order is let go of with it, nothing is taken back. Pure.
 */
export function isHeldStep(
  { state, payment }: Pick<OrderSummary, 'state' | 'payment'>,
  step: Pick<OrderStep, 'state' | 'actor' | 'delayMinutes'>,
): boolean {
  if (!isByShop(step)) return false;
  if (step.delayMinutes !== null) return step.delayMinutes > 0;
  if (payment !== null && (step.state === 'refused' || step.state === 'cancelled')) return false;
  // Of the preparation nobody is told.
  return step.state !== 'preparing' && transition(state, step.state) === 'forward';
}

/**
 * Whether a step takes back the last one before its customer was told of it. Pure.
 * @param isWaiting whether what is held of the order was not sent yet
 */
export function takesBackUntold(
  { state }: Pick<OrderSummary, 'state'>,
  step: Pick<OrderStep, 'state' | 'actor' | 'delayMinutes'>,
  last: LastStep,
  isWaiting: boolean,
): boolean {
  if (!isByShop(step)) return false;
  const isBack =
    step.delayMinutes === null ? transition(state, step.state) === 'backward' : step.delayMinutes < 0;
  const isPreparation =
    last.state === 'preparing' &&
    last.reason === null &&
    last.delayMinutes === null &&
    last.weighed === null &&
    step.delayMinutes === null;
  return isBack && (isPreparation || (isWaiting && last.isHeld && last.weighed === null));
}

/** The steps of an order without those that were taken back before its customer was told of them. Pure. */
export const heardSteps = <T extends { readonly takesBack?: boolean }>(events: readonly T[]): T[] =>
  events.filter(({ takesBack }, index) => takesBack !== true && events[index + 1]?.takesBack !== true);
