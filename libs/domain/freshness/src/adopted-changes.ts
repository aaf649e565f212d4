import type { ListingProfile, ProfileChanges } from '@halles/contracts';
import type { IsoDate } from '@halles/domain/hours';
import type { Fact, Listing } from '@halles/domain/listings';
import { adoptedHours } from '@halles/domain/profiles';

/**
 * What somebody says by confirming a page: what a register, a list or a map told becomes their word, so that a later
 * import does not change what they looked at. What a merchant or an agent said is theirs already, and stays beside it. An address
 * is not among it: one that is a person's own is published in open data where they wrote it themselves, and not by a button. Pure.
 * @param content what the profile of the listing says
 * @param today by the calendar of the place
 */
export function adoptedChanges(listing: Listing, content: ListingProfile, today: IsoDate): ProfileChanges {
  const isAdopted = (fact: Fact): boolean => {
    const source = listing.provenance[fact]?.source;
    return source !== undefined && source !== 'merchant' && source !== 'agent';
  };
  const { name, phone, website, category, schedule } = listing;
  return {
    ...(isAdopted('name') ? { name } : {}),
    ...(isAdopted('phone') ? { phone } : {}),
    ...(isAdopted('website') ? { website } : {}),
    ...(isAdopted('category') ? { category } : {}),
    ...(isAdopted('hours') && schedule !== null ? adoptedHours(content, { schedule, today }) : {}),
  };
}
