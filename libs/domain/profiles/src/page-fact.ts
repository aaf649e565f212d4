import { isDeepStrictEqual } from 'node:util';
import type { ListingProfile } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import type { PageFact } from '@halles/domain/notifications';
import type { FieldChanges } from './profile';

/** Where an address is, by its words: its pin may be put in the right place without anything having moved. */
function wordsOf(address: unknown): unknown {
  const { position: _pin, ...words } = (address ?? {}) as Partial<NonNullable<ListingProfile['address']>>;
  return words;
}

/** What changes of a page do more than change words; null where they do no such thing. Pure. @param shown the page before them */
export function pageFactOf(
  { state, address }: FieldChanges,
  shown: Pick<Listing, 'state'> | null,
): PageFact | null {
  const after = (state?.after as ListingProfile['state'] | undefined)?.state ?? 'open';
  if (state && after !== shown?.state) return after === 'closed' ? 'closed' : 'opened';
  return address && !isDeepStrictEqual(wordsOf(address.before), wordsOf(address.after)) ? 'moved' : null;
}
