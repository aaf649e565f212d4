import { signal, type TenantWriteTx } from '@halles/platform/tenancy';

/** What just happened to the orders of a shop. */
export type OrderSignal =
  /** One was placed, or took a step: what its inbox shows is old. */
  | { readonly kind: 'changed'; readonly listingId: number }
  /** Somebody of the shop looks at one: it need not ring any more. */
  | { readonly kind: 'opened'; readonly listingId: number; readonly orderId: string };

const CHANGED = /^orders ([1-9]\d{0,8})$/;
const OPENED = /^opened ([1-9]\d{0,8}) ([0-9a-f-]{36})$/;

/** Says to whoever watches the inbox of a shop that it is old. */
export const signalOrders = (tx: TenantWriteTx, listingId: number): Promise<void> =>
  signal(tx, `orders ${String(listingId)}`);

/** Says to whoever watches the inbox of a shop that somebody looks at an order. */
export const signalOpened = (tx: TenantWriteTx, listingId: number, orderId: string): Promise<void> =>
  signal(tx, `opened ${String(listingId)} ${orderId}`);

/** What a signal says of orders; null where it is about something else. Pure. */
export function orderSignalOf(subject: string): OrderSignal | null {
  const [, changed] = CHANGED.exec(subject) ?? [];
  if (changed !== undefined) return { kind: 'changed', listingId: Number(changed) };
  const [, listingId, orderId] = OPENED.exec(subject) ?? [];
  return orderId === undefined ? null : { kind: 'opened', listingId: Number(listingId), orderId };
}
