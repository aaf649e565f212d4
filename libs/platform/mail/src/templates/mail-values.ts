import type { Locale } from '@halles/kernel';
import type { MailReader } from './mail-definition';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

const tag = (locale: Locale): string => (locale === 'fr' ? 'fr-FR' : 'en-GB');

/** "mercredi 25 novembre 2026 à 14 h 30", "Wednesday 25 November 2026 at 14:30": wall time of the territory. */
export function formatInstant(instant: Date, { locale, timeZone }: MailReader): string {
  const day = formatOf(tag(locale), {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant);
  const time = formatOf('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
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

/** Opens an answer to that address, with that subject (RFC 6068). */
export function mailtoUrl(address: string, subject: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}`;
}
