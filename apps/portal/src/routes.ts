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
  freshness: { fr: '/fraicheur', en: '/en/freshness' },
  data: { fr: '/donnees', en: '/en/data' },
} as const satisfies Record<string, Bilingual>;

export type PageName = keyof typeof routes;

/** Pages that are one for each thing: the patterns of their addresses. */
export const thingRoutes = {
  category: { fr: '/commerces/:category', en: '/en/businesses/:category' },
  categoryInCommune: { fr: '/commerces/:category/:commune', en: '/en/businesses/:category/:commune' },
  commune: { fr: '/communes/:commune', en: '/en/towns/:commune' },
  district: { fr: '/quartiers/:district', en: '/en/districts/:district' },
  street: { fr: '/rues/:commune/:street', en: '/en/streets/:commune/:street' },
  /** `<slug>-<id>`: the slug follows the name, the id stays. */
  listing: { fr: '/commerce/:listing', en: '/en/business/:listing' },
  report: { fr: '/commerce/:listing/signaler', en: '/en/business/:listing/report' },
  reportSent: { fr: '/commerce/:listing/signaler/merci', en: '/en/business/:listing/report/thanks' },
} as const satisfies Record<string, Bilingual>;

export type ThingRoute = keyof typeof thingRoutes;

/** Both patterns of a thing's page, for a controller. */
export const patternsOf = (thing: ThingRoute): string[] => [thingRoutes[thing].fr, thingRoutes[thing].en];

/** The path of a thing's page. @param names what stands at each place of the pattern, by its name there */
export function pathTo(thing: ThingRoute, locale: Locale, names: Readonly<Record<string, string>>): string {
  return thingRoutes[thing][locale].replaceAll(/:([a-z]+)/g, (_, name: string) =>
    encodeURIComponent(names[name] ?? ''),
  );
}

/** The page of a listing. */
export const listingPath = (
  locale: Locale,
  { slug, id }: { readonly slug: string; readonly id: number },
): string => pathTo('listing', locale, { listing: `${slug}-${id}` });

/** The contact form with its subject written already. */
export function contactPath(locale: Locale, subject: string): string {
  const query = new URLSearchParams({ objet: subject });
  return `${routes.contact[locale]}?${query.toString()}`;
}

/** Paths that are no pages. */
export const systemRoutes = {
  assets: '/assets/:hash/:name',
  robots: '/robots.txt',
  manifest: '/manifest.webmanifest',
  favicon: '/favicon.ico',
  styleguide: '/_styleguide',
} as const;

/** What a listing has beside its page, below its address: `<slug>-<id>`. */
export const listingFileRoutes = {
  picture: '/commerce/:listing/image.png',
  qr: '/commerce/:listing/qr.svg',
} as const;

/** What search engines read. */
export const sitemapRoutes = {
  index: '/sitemap.xml',
  pages: '/sitemaps/pages.xml',
  categories: '/sitemaps/categories.xml',
  places: '/sitemaps/lieux-:number.xml',
  listings: '/sitemaps/commerces-:number.xml',
} as const;

/** The directory as files, at addresses that never change. */
export const dataRoutes = {
  csv: '/donnees/commerces.csv',
  geojson: '/donnees/commerces.geojson',
  jsonld: '/donnees/commerces.jsonld',
  catalogueJsonLd: '/donnees/catalogue.jsonld',
  catalogueTurtle: '/donnees/catalogue.ttl',
} as const;

/** Answers for programs. */
export const apiRoutes = {
  search: '/api/v1/search',
  suggest: '/api/v1/suggest',
  facets: '/api/v1/facets',
  clusters: '/api/v1/clusters',
  outlines: '/api/v1/outlines',
  taps: '/api/v1/taps',
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
  'freshness',
  'data',
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
