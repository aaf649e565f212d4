import type { PageScope } from '../rendering/page-scope';

/** A day and hour in the words of the territory. Pure. */
export function sayWhen({ settings, locale }: PageScope, at: Date): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: settings.timeZone,
  }).format(at);
}
