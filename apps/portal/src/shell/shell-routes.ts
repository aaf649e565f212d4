import type { Bilingual } from '@halles/kernel';

/** What makes the merchant space an application that can be installed. */
export const shellRoutes = {
  worker: '/pro/sw.js',
  manifest: '/pro/manifest.webmanifest',
  icon: '/pro/icone-:size.png',
} as const;

/** The page that is kept for when there is no network. */
export const offlineRoute = { fr: '/pro/hors-ligne', en: '/en/pro/offline' } as const satisfies Bilingual;
