import type { Locale } from '@halles/kernel';

/** "mercredi 25 novembre 2026 à 14 h 30", "Wednesday 25 November 2026 at 14:30": wall time of the territory. */
export function sayInstant(instant: Date, locale: Locale, timeZone: string): string {
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    instant,
  );
  const [hours = '', minutes = ''] = time.split(':');
  return locale === 'fr'
    ? `${day} à ${Number(hours)}\u00a0h\u00a0${minutes}`
    : `${day.replace(',', '')} at ${time}`;
}

/**
 * A link that a reader may follow from a mail.
 * @throws Error unless it is an absolute http(s) URL
 */
export function webUrl(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`not a web address: ${protocol}`);
  return href;
}
