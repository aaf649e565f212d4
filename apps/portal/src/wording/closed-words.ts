import type { Listing } from '@halles/domain/listings';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';

/** That a business is closed for good, and since when, as its page says it; null where it is not. Pure. */
export function closedWords(
  { state, closedOn }: Pick<Listing, 'state' | 'closedOn'>,
  { texts, locale }: PageScope,
): string | null {
  if (state !== 'closed') return null;
  return closedOn === null
    ? texts.line('listing.closed')
    : texts.line('listing.closedOn', { day: formatDay(closedOn, locale) });
}
