import { dateWords, weekdayWords } from '@halles/domain/hours';
import type { PageScope } from '../rendering/page-scope';
import type { BookingChoice } from './booking-offers.service';

/** "lundi 7 décembre". Pure. */
export const dayLabel = (day: number, { locale }: Pick<PageScope, 'locale'>): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

/** "2026-12". Pure. @param iso a day, as `YYYY-MM-DD` */
export const monthOfIso = (iso: string): string => iso.slice(0, 7);

/** The zone of most who read these pages. */
const USUAL_ZONE = 'Europe/Paris';

/** Whose clock the times are of, where somebody could read them by another: overseas, and of what is had from afar. Pure. */
export function zoneWords(
  { place: { listing, schedule }, service }: BookingChoice,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string | null {
  const { timeZone } = schedule.place;
  const isFromAfar = service.venue === 'phone' || service.venue === 'video';
  if (timeZone === USUAL_ZONE && !isFromAfar) return null;
  const zone = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    timeZoneName: 'longGeneric',
  })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value;
  return texts.line('bookings.times.zone', { town: listing.address.communeName, zone: zone ?? timeZone });
}
