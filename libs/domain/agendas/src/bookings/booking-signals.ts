import { signal, type TenantWriteTx } from '@halles/platform/tenancy';

const CHANGED = /^bookings ([1-9]\d{0,8})$/;

/** Says to whoever has the agenda of a place open that it is old. */
export const signalBookings = (tx: TenantWriteTx, listingId: number): Promise<void> =>
  signal(tx, `bookings ${String(listingId)}`);

/** Of which place a signal says that its bookings changed; null where it is about something else. Pure. */
export function bookingSignalOf(subject: string): number | null {
  const [, listingId] = CHANGED.exec(subject) ?? [];
  return listingId === undefined ? null : Number(listingId);
}
