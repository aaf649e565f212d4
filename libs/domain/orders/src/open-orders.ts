import type { ListedOrder } from './order';

/** The orders of a shop that are worked on. */
export interface OpenOrders {
  /** The one that is collected first at the head. */
  readonly toDo: readonly ListedOrder[];
  /** Their customers cancelled them before their slot: the one that would have been collected first at the head. */
  readonly cancelled: readonly ListedOrder[];
  /** Their slot is over and nobody said what became of them: the latest at the head. */
  readonly overdue: readonly ListedOrder[];
}
