import type { ListingAddress } from '@halles/domain/listings';
import { typeset } from './typeset';

/** « 12 rue Sainte-Catherine, Bordeaux »: what is known of an address in one line. Pure. */
export function addressLine(address: ListingAddress, showsCommune: boolean): string {
  const line = address.line ?? address.street;
  const communeName = typeset(address.communeName);
  if (line === null) return communeName;
  return showsCommune ? `${typeset(line)}, ${communeName}` : typeset(line);
}

/** `+33556102030` as people read it: `05 56 10 20 30`; a number of elsewhere as it is. Pure. */
export function phoneWords(phone: string): string {
  const national = /^\+33(\d{9})$/.exec(phone)?.[1];
  if (national === undefined) return phone;
  return `0${national}`.replaceAll(/(\d{2})(?=\d)/g, '$1\u00a0');
}

/** `05 56 00 00 00` as a telephone link. */
export const phoneHref = (phone: string): string => `tel:${phone.replaceAll(/[ .]/g, '')}`;
