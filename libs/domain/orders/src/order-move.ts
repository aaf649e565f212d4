import type { HandOver } from './hand-over/hand-over';
import type { OrderStep } from './order-step';
import type { OrderActor, OrderState } from './order-state';
import { v7 as uuid } from 'uuid';

/** What somebody does to an order. */
export interface OrderMove {
  readonly listingId: number;
  readonly orderId: string;
  /** The event that they saw last: who acts on an older one is told, and nothing is done. */
  readonly seen: number;
  readonly actor: OrderActor;
  /** Of the tenant; null for the customer, a link of a mail to who has none, the town and the system. */
  readonly accountId: string | null;
  /** Whose mailed link is used, of those of the shop. */
  readonly recipientId?: string;
  /** Of a hand-over: what proves it. */
  readonly handOver?: HandOver;
  /** Of a hand-over: the code that was shown. It is compared once the order is held, of the shop and where the actor saw it. */
  readonly code?: string;
  /** The account of the console of an agent of the town, who acts under a mandate. */
  readonly agentId?: string;
  /**
   * Of an acceptance: whether who accepts was told that the shop is closed then. Of a hand-over without proof: whether who hands
   * it over was told what that means of an order that is paid online.
   */
  readonly isSure?: boolean;
}

const NO_DETAIL = { reason: null, delayMinutes: null } as const;

/** What of these there is. Pure. */
export const linkOrAgent = ({
  recipientId,
  agentId,
}: {
  recipientId?: string | undefined;
  agentId?: string | undefined;
}) => ({
  ...(recipientId === undefined ? {} : { recipientId }),
  ...(agentId === undefined ? {} : { agentId }),
});

/** The step that somebody takes. Pure. */
export const stepOf = ({ actor, accountId, ...by }: OrderMove, state: OrderState, at: Date): OrderStep => ({
  ...NO_DETAIL,
  id: uuid(),
  state,
  actor,
  accountId,
  ...linkOrAgent(by),
  at,
});
