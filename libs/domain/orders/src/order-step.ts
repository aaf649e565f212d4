import type { Overridable } from './order-overrides';
import type { OrderActor, OrderReason, OrderState, Weighed } from './order-state';

/** A step that an order takes. */
export interface OrderStep {
  /** Of the event that it becomes. */
  readonly id: string;
  readonly state: OrderState;
  readonly actor: OrderActor;
  readonly accountId: string | null;
  /** Whose mailed link took it, of those of the shop. */
  readonly recipientId?: string;
  /** The account of the console of an agent who acts for the shop. */
  readonly agentId?: string;
  readonly reason: OrderReason | null;
  readonly delayMinutes: number | null;
  /** Goods were weighed in it. */
  readonly weighed?: Weighed;
  /** Of an acceptance: its shop is closed then, and knows it. */
  readonly whileClosed?: boolean;
  /** Of the first: what of the rules of the slots it goes beyond. */
  readonly overrides?: readonly Overridable[];
  /** What tells its customer of it waits (`HeldNotices`). */
  readonly isHeld?: boolean;
  /** Takes back the step before, of which its customer had been told nothing. */
  readonly takesBack?: boolean;
  readonly at: Date;
}
