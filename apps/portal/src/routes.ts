import type { Bilingual, Locale } from '@halles/kernel';

/** Every page that readers reach by a link, and its path in each language. English lives below `/en`. */
export const routes = {
  home: { fr: '/', en: '/en' },
  businesses: { fr: '/commerces', en: '/en/businesses' },
  about: { fr: '/a-propos', en: '/en/about' },
  contact: { fr: '/contact', en: '/en/contact' },
  contactSent: { fr: '/contact/envoye', en: '/en/contact/sent' },
  legalNotice: { fr: '/mentions-legales', en: '/en/legal-notice' },
  privacy: { fr: '/confidentialite', en: '/en/privacy' },
  accessibility: { fr: '/accessibilite', en: '/en/accessibility' },
  ranking: { fr: '/classement', en: '/en/ranking' },
} as const satisfies Record<string, Bilingual>;

export type PageName = keyof typeof routes;

/** Paths that are no pages. */
export const systemRoutes = {
  assets: '/assets/:hash/:name',
  robots: '/robots.txt',
  sitemapIndex: '/sitemap.xml',
  sitemapPages: '/sitemaps/pages.xml',
  manifest: '/manifest.webmanifest',
  favicon: '/favicon.ico',
  styleguide: '/_styleguide',
} as const;

/** Pages that search engines are told of. */
export const indexedPages = [
  'home',
  'businesses',
  'about',
  'contact',
  'legalNotice',
  'privacy',
  'accessibility',
  'ranking',
] as const satisfies readonly PageName[];

/** Both paths of a page, for a controller. */
export const pathsOf = (page: PageName): string[] => [routes[page].fr, routes[page].en];

/** The page and language of an exact path, or null. */
export function pageAt(path: string): { readonly page: PageName; readonly locale: Locale } | null {
  return pagesByPath.get(path) ?? null;
}

const pagesByPath = new Map(
  (Object.keys(routes) as PageName[]).flatMap((page) =>
    (['fr', 'en'] as const).map((locale) => [routes[page][locale] as string, { page, locale }] as const),
  ),
);
