/** Transactions that announced a change: the process that commits one need not wait to hear of it. */
export const announced = new WeakSet<object>();
