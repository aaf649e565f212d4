import type { Listing } from '@halles/domain/listings';

/** What a page shows of where it is, on one line; null for nothing. Pure. */
export function shownPlace({ address }: Pick<Listing, 'address'>): string | null {
  const town = [address.postalCode, address.communeName].filter(Boolean).join(' ');
  return [address.line ?? address.street, town].filter(Boolean).join(', ') || null;
}
