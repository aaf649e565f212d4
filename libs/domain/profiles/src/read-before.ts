import {
  type ListingProfile,
  PROFILE_FIELDS,
  type ProfileAddress,
  type ProfileChanges,
} from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { typedStreet } from '@halles/domain/text';
import { adoptedHours } from './adopted-hours';
import type { FieldChanges } from './profile';

function addressOf({ address, position }: Listing): ProfileAddress | null {
  const line = address.line ?? address.street;
  if (line === null) return null;
  const { complement, postalCode, communeCode } = address;
  const exact = position?.precision === 'address' ? position : null;
  return {
    ...typedStreet(line),
    complement,
    postalCode,
    communeCode,
    position: exact && { longitude: exact.longitude, latitude: exact.latitude },
  };
}

/** What the public reads of a listing, as a profile would say it, whoever said it. */
const asProfile = (listing: Listing): ProfileChanges => ({
  ...(listing.schedule === null ? {} : adoptedHours(listing.schedule)),
  name: listing.name,
  category: listing.category,
  keywords: listing.keywords.length === 0 ? null : [...listing.keywords],
  phone: listing.phone,
  email: listing.email,
  website: listing.website,
  address: addressOf(listing),
  state: listing.state === 'open' ? { state: 'open' } : { state: 'closed', since: listing.closedOn },
});

/**
 * What the public read, before a change, of the fields that nobody of the page had said: what other sources told. Pure.
 * @param listing before the change; null where the public saw none
 */
export function readBefore(changes: FieldChanges, listing: Listing | null): ProfileChanges {
  if (!listing) return {};
  const read = asProfile(listing);
  const first = PROFILE_FIELDS.filter((field) => changes[field]?.before === null && read[field] != null);
  return Object.fromEntries(first.map((field) => [field, read[field]]));
}

/** The same with what is said of the listing on its own page, which stands before what other sources tell. Pure. */
export function readOf(listing: Listing | null, content: ListingProfile): ProfileChanges {
  const said = PROFILE_FIELDS.filter((field) => content[field] !== null);
  return {
    ...(listing === null ? {} : asProfile(listing)),
    ...Object.fromEntries(said.map((field) => [field, content[field]])),
  };
}
