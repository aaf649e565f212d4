import { dateWords, dayOfIso, timeWords } from '@halles/domain/hours';
import { type Locale, textMessageName, textMessageWords } from '@halles/kernel';
import { bookingTimeWords } from '../messages/booking-words';
import type { BookingWait } from './booking-wait';

/** "le 1er décembre 2026", "du 1er décembre au 5 décembre 2026, entre 9 h et 12 h". Pure. */
export function waitDaysWords(
  { firstDay, lastDay, from, until }: Pick<BookingWait, 'firstDay' | 'lastDay' | 'from' | 'until'>,
  locale: Locale,
): string {
  const [first, last] = [dayOfIso(firstDay), dayOfIso(lastDay)];
  const days =
    first === last
      ? { fr: `le ${dateWords(first, 'fr', true)}`, en: dateWords(first, 'en', true) }
      : {
          fr: `du ${dateWords(first, 'fr')} au ${dateWords(last, 'fr', true)}`,
          en: `from ${dateWords(first, 'en')} to ${dateWords(last, 'en', true)}`,
        };
  if (from === 0 && until === 1_440) return days[locale];
  const [since, end] = [timeWords(from, locale), timeWords(until, locale)];
  return locale === 'fr' ? `${days.fr}, entre ${since} et ${end}` : `${days.en}, between ${since} and ${end}`;
}

/** A time that is kept for somebody who left a phone alone, in the alphabet of text messages. Pure. */
export const waitOfferTextWords = (
  offer: {
    readonly listing: string;
    readonly startsAt: Date;
    readonly expiresAt: Date;
    readonly url: string;
  },
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string => {
  const wordsOf = (at: Date): string => bookingTimeWords(at, timeZone, locale);
  const [time, until] = [wordsOf(offer.startsAt), wordsOf(offer.expiresAt)];
  const shop = textMessageName(offer.listing);
  return textMessageWords(
    locale === 'fr'
      ? `${shop} : une place, ${time}. Gardée jusqu’à ${until}. Prendre ou laisser : ${offer.url}`
      : `${shop}: a place, ${time}. Kept until ${until}. Take or leave: ${offer.url}`,
  );
};
