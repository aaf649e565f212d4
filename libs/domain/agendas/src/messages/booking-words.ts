import type { ServiceVenue } from '@halles/contracts';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { type Locale, priceWords, textMessageName, textMessageWords } from '@halles/kernel';
import type { Booking } from '../bookings/booking';

const NBSP = '\u00a0';
const NEAR_DAYS = { fr: ['aujourd’hui', 'demain'], en: ['today', 'tomorrow'] } as const;

/** "30 min", "1 h", "1 h 30". Pure. @param minutes whole ones, at least 1 */
export function durationWords(minutes: number, locale: Locale): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}${NBSP}min`;
  if (rest === 0) return `${hours}${NBSP}h`;
  const more = String(rest).padStart(2, '0');
  return locale === 'fr' ? `${hours}${NBSP}h${NBSP}${more}` : `${hours}${NBSP}h ${more}${NBSP}min`;
}

/** "28 €", "de 28 € à 45 €"; null where nothing is said of the price. Pure. */
export function bandWords(
  { priceCents, priceMaxCents }: Pick<Booking, 'priceCents' | 'priceMaxCents'>,
  locale: Locale,
): string | null {
  if (priceCents === null) return null;
  if (priceMaxCents === null || priceMaxCents === priceCents)
    return priceCents === 0 ? (locale === 'fr' ? 'gratuit' : 'free') : priceWords(priceCents, locale);
  const [least, most] = [priceWords(priceCents, locale), priceWords(priceMaxCents, locale)];
  return locale === 'fr' ? `de ${least} à ${most}` : `${least} to ${most}`;
}

/** "mardi 1er décembre". Pure. */
export function bookingDayWords(at: Date, timeZone: string, locale: Locale): string {
  const { day } = wallTime(timeZone, at.getTime());
  return `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;
}

/** "mardi 1er décembre à 10 h". Pure. */
export function bookingTimeWords(at: Date, timeZone: string, locale: Locale): string {
  const time = timeWords(wallTime(timeZone, at.getTime()).minute, locale);
  return `${bookingDayWords(at, timeZone, locale)} ${locale === 'fr' ? 'à' : 'at'} ${time}`;
}

/** "aujourd’hui à 15 h", "demain à 10 h 15", "mardi 1er décembre à 10 h". Pure. */
export function nextTimeWords(at: Date, now: Date, timeZone: string, locale: Locale): string {
  const [{ day, minute }, today] = [wallTime(timeZone, at.getTime()), wallTime(timeZone, now.getTime()).day];
  const near = NEAR_DAYS[locale][day - today];
  if (near === undefined) return bookingTimeWords(at, timeZone, locale);
  return `${near} ${locale === 'fr' ? 'à' : 'at'} ${timeWords(minute, locale)}`;
}

/** "24 heures", "90 minutes", "2 jours". Pure. */
function noticeWords(minutes: number, locale: Locale): string {
  const isFrench = locale === 'fr';
  const count = (number: number, one: string, many: string): string =>
    `${number}${NBSP}${number === 1 ? one : many}`;
  if (minutes % 1_440 === 0 && minutes > 1_440)
    return count(minutes / 1_440, isFrench ? 'jour' : 'day', isFrench ? 'jours' : 'days');
  if (minutes % 60 === 0)
    return count(minutes / 60, isFrench ? 'heure' : 'hour', isFrench ? 'heures' : 'hours');
  return count(minutes, 'minute', 'minutes');
}

/** What becomes of it when somebody does not come, as they are told before they book and whenever they are reminded. Pure. */
export function absenceWords(locale: Locale, isTownService: boolean): string {
  if (locale === 'fr') {
    const [who, there] = isTownService ? ['le service', ''] : ['le commerce', ' chez lui'];
    return `Si vous ne venez pas et n’annulez pas, ${who} le note et le voit à vos prochains rendez-vous${there}, pendant 90${NBSP}jours. Rien n’est facturé.`;
  }
  return `If you do not come and do not cancel, ${isTownService ? 'the service' : 'the shop'} notes it and sees it at your next appointments there, for 90${NBSP}days. Nothing is charged.`;
}

/** What a text message reminds of: nothing of what its customer typed, or booked. Pure. */
export const reminderTextWords = (
  { listing, startsAt, url }: { readonly listing: string; readonly startsAt: Date; readonly url: string },
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): string => {
  const time = bookingTimeWords(startsAt, timeZone, locale);
  return textMessageWords(
    locale === 'fr'
      ? `${textMessageName(listing)} : rappel, ${time}. Venir, déplacer ou annuler : ${url}`
      : `${textMessageName(listing)}: reminder, ${time}. Come, move or cancel: ${url}`,
  );
};

/** Until when a booking may be cancelled or moved online, as its customer is told before they book and whenever they look. Pure. */
export function cancellationWords(notice: number, locale: Locale, isTownService: boolean): string {
  const until = noticeWords(notice, locale);
  if (locale === 'fr')
    return notice === 0
      ? 'Vous pouvez annuler ou déplacer ce rendez-vous en ligne jusqu’à son heure. Rien n’est facturé.'
      : `Vous pouvez annuler ou déplacer ce rendez-vous en ligne jusqu’à ${until} avant. Rien n’est facturé. Ensuite, appelez le ${isTownService ? 'service' : 'commerce'}.`;
  return notice === 0
    ? 'You can cancel or move this appointment online until its time. Nothing is charged.'
    : `You can cancel or move this appointment online until ${until} before. Nothing is charged. After that, call the ${isTownService ? 'service' : 'shop'}.`;
}

const VENUES = {
  home: { fr: 'À votre adresse', en: 'At your address' },
  phone: { fr: 'Par téléphone\u00a0: vous serez appelé', en: 'By phone: you will be called' },
  video: { fr: 'En vidéo', en: 'By video' },
} as const satisfies Record<Exclude<ServiceVenue, 'shop'>, Readonly<Record<Locale, string>>>;

/** Where a customer is expected. What they typed is not in it: mails say it too. Pure. @param shop address of the shop */
export const venueWords = (venue: ServiceVenue, shop: string, locale: Locale): string =>
  venue === 'shop' ? shop : VENUES[venue][locale];

/** The same of a booking: of a session with where exactly. Pure. */
export const bookedVenueWords = (
  { venue, sessionPlace }: Pick<Booking, 'venue' | 'sessionPlace'>,
  shop: string,
  locale: Locale,
): string => [...(sessionPlace === null ? [] : [sessionPlace]), venueWords(venue, shop, locale)].join(', ');

const VENUES_OF_SHOP = {
  home: { fr: 'Chez le client', en: 'At the customer’s' },
  phone: { fr: 'Par téléphone', en: 'By phone' },
  video: { fr: 'En vidéo', en: 'By video' },
} as const satisfies Record<Exclude<ServiceVenue, 'shop'>, Readonly<Record<Locale, string>>>;

/** Where somebody of the shop is expected; null: at the shop. Pure. */
export function shopVenueWords(
  { venue, address }: Pick<Booking, 'venue' | 'address'>,
  locale: Locale,
): string | null {
  if (venue === 'shop') return null;
  const words = VENUES_OF_SHOP[venue][locale];
  if (address === null) return words;
  return locale === 'fr' ? `${words}${NBSP}: ${address}` : `${words}: ${address}`;
}
