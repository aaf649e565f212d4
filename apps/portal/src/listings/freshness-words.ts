import type { Confirmation, Freshness } from '@halles/domain/freshness';
import { lastOf } from '@halles/domain/freshness';
import type { Listing } from '@halles/domain/listings';
import type { PageScope } from '../rendering/page-scope';
import { agoOf } from '../wording/elapsed';

const checked = (key: string, { by, at }: Confirmation, now: number, scope: PageScope): string =>
  scope.texts.line(`freshness.${key}.${by}`, { when: agoOf(at, now, scope) });

/**
 * Who last confirmed what a page shows, and when: « Vérifié par le commerce il y a 3 jours. »; and where hours are shown
 * that nobody of the business ever confirmed, that too. Pure.
 * @param now ms since 1970
 */
export function checkedWords(
  listing: Pick<Listing, 'schedule'>,
  { confirmations }: Pick<Freshness, 'confirmations'>,
  now: number,
  scope: PageScope,
): string {
  const last = lastOf(confirmations);
  if (last === null) return scope.texts.line('listing.neverChecked');
  const sentence = checked('checked', last, now, scope);
  if (listing.schedule === null || confirmations.hours !== undefined) return sentence;
  return `${sentence} ${scope.texts.line('freshness.hoursNeverChecked')}`;
}

/** When the hours were last confirmed, below them; absent where they never were. Pure. @param now ms since 1970 */
export function hoursCheckedWords(
  { confirmations }: Pick<Freshness, 'confirmations'>,
  now: number,
  scope: PageScope,
): string | undefined {
  return confirmations.hours && checked('hoursChecked', confirmations.hours, now, scope);
}

/** « Plusieurs personnes signalent que ce commerce est fermé »; absent where they do not. Pure. */
export function cautionWords(
  { isReportedClosed }: Pick<Freshness, 'isReportedClosed'>,
  { texts }: PageScope,
): string | undefined {
  return isReportedClosed ? texts.line('freshness.caution') : undefined;
}
