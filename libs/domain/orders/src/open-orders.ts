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

/** How much one of several shops has to do. */
export interface OpenCounts {
  readonly listingId: number;
  /** Orders that are worked on, those that wait for an answer and those whose slot is over among them. */
  readonly open: number;
  /** Those that wait for an answer of the shop. */
  readonly waiting: number;
}
