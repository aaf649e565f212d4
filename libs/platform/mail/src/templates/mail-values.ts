import { momentWords } from '@halles/kernel';
import type { MailReader } from './mail-definition';

/** "mercredi 25 novembre 2026 à 14 h 30", "Wednesday 25 November 2026 at 14:30": wall time of the territory. */
export const formatInstant = (instant: Date, { locale, timeZone }: MailReader): string =>
  momentWords(instant, { locale, timeZone }, 'full');

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
