import type { Bilingual } from '@halles/kernel';

/** The figures of one business, on a page and as a file. */
export const statisticsRoutes = {
  page: { fr: '/pro/commerces/:listing/statistiques', en: '/en/pro/businesses/:listing/statistics' },
  file: {
    fr: '/pro/commerces/:listing/statistiques/usages.csv',
    en: '/en/pro/businesses/:listing/statistics/uses.csv',
  },
} as const satisfies Record<string, Bilingual>;
