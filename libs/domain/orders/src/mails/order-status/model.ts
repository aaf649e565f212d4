import type { OrderContents } from '../order-contents';
import type { StepDetail } from './reason-texts';

/** What the customer of an order is told of. */
export type OrderNotice =
  | 'received'
  | 'list-received'
  | 'list-lapsed'
  | 'still-unconfirmed'
  | 'accepted'
  | 'unconfirmed'
  | 'proposal-dropped'
  | 'weighed'
  | 'delayed'
  | 'delayed-unconfirmed'
  | 'delay-undone'
  | 'ready'
  | 'not-ready'
  | 'collected'
  | 'not-handed-over'
  | 'refused'
  | 'cancelled'
  | 'unanswered'
  | 'not-collected'
  | 'released'
  | 'restored'
  | 'restored-unconfirmed';

/**
 * What became of an order, for its customer. Of what they typed it says where it goes once its shop accepted it, and the rest to
 * addresses that are proven alone.
 */
export interface OrderStatusModel extends OrderContents, StepDetail {
  readonly notice: OrderNotice;
  /** Whether the contract is confirmed with it: its form of withdrawal goes along. */
  readonly isConfirmation: boolean;
  /** Six digits, shown when it is collected; empty where nothing is. */
  readonly code: string;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  /** Where it is delivered or sent to; nothing where that is not to be said. */
  readonly deliverTo?: string | null;
  /** What its customer told the shop; nothing where that is not to be said. */
  readonly note?: string | null;
  /** Who sells. */
  readonly seller: string;
  /** The page of the order. */
  readonly orderUrl: string;
  /** A calendar goes along: with the time, or with its end; null: none does. */
  readonly calendar: 'time' | 'end' | null;
  /** Where the page of the order leads there; empty where nobody comes, or the way is not known. */
  readonly directionsUrl: string;
}
