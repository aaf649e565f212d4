import type { ListingAddress } from '@halles/domain/listings';
import { typeset } from './typeset';

/** « 12 rue Sainte-Catherine, Bordeaux »: what is known of an address in one line. Pure. */
export function addressLine(address: ListingAddress, showsCommune: boolean): string {
  const line = address.line ?? address.street;
  const communeName = typeset(address.communeName);
  if (line === null) return communeName;
  return showsCommune ? `${typeset(line)}, ${communeName}` : typeset(line);
}

/** A place as a link that opens the map program of a device. @param name what the place is called. Pure. */
export const mapHref = (
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  name: string,
): string => `geo:${latitude},${longitude}?q=${encodeURIComponent(`${latitude},${longitude}(${name})`)}`;

/** `05 56 00 00 00` as a telephone link. */
export const phoneHref = (phone: string): string => `tel:${phone.replaceAll(/[ .]/g, '')}`;
