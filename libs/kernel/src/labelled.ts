import type { Locale } from './errors';

/** What a thing is called, and what it is: "Livraison : oui", and "Delivery: yes", where no space stands before a colon. Pure. */
export const labelled = (label: string, value: string, locale: Locale): string =>
  locale === 'fr' ? `${label}\u00a0: ${value}` : `${label}: ${value}`;
