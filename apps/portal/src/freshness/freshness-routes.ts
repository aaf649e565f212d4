import type { Bilingual, Locale } from '@halles/kernel';

/** Pages that ask whether a page is still right, and those of readers' reports. */
export const freshnessRoutes = {
  /** Of a mailed link: no account is needed. */
  link: { fr: '/pro/confirmer/:token', en: '/en/pro/confirm/:token' },
  linkDone: { fr: '/pro/confirmer/:token/merci', en: '/en/pro/confirm/:token/thanks' },
  /** Where a mail program ends such mails by itself (RFC 8058). */
  linkStop: { fr: '/pro/confirmer/:token/arreter', en: '/en/pro/confirm/:token/stop' },
  confirm: { fr: '/pro/commerces/:listing/confirmer', en: '/en/pro/businesses/:listing/confirm' },
  reports: { fr: '/pro/commerces/:listing/signalements', en: '/en/pro/businesses/:listing/reports' },
} as const satisfies Record<string, Bilingual>;

export type FreshnessRoute = keyof typeof freshnessRoutes;

/** Both patterns of a page, for a controller. */
export const freshnessPatterns = (page: FreshnessRoute): string[] => [
  freshnessRoutes[page].fr,
  freshnessRoutes[page].en,
];

/** The path of a page of a link, in each language. Pure. */
export const linkPaths = (page: 'link' | 'linkDone', token: string): Bilingual => {
  const fill = (pattern: string): string => pattern.replace(':token', encodeURIComponent(token));
  return { fr: fill(freshnessRoutes[page].fr), en: fill(freshnessRoutes[page].en) };
};

/** The same in one language. Pure. */
export const linkPath = (page: 'link' | 'linkDone', locale: Locale, token: string): string =>
  linkPaths(page, token)[locale];
