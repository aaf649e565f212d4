import type { Locale } from '@halles/kernel';
import type { PageScope } from '../page/page-scope';
import { type PageName, indexedPages, routes, systemRoutes } from '../routes';

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const xml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => XML_ESCAPES[character] ?? '');

/** robots.txt (RFC 9309). Pure. */
export function presentRobots(origin: string): string {
  return `User-agent: *\nDisallow: ${routes.contactSent.fr}\nDisallow: ${routes.contactSent.en}\n\nSitemap: ${origin}${systemRoutes.sitemapIndex}\n`;
}

/** The index of the portal's sitemaps (sitemaps.org 0.9). Pure. */
export function presentSitemapIndex(origin: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>${xml(origin + systemRoutes.sitemapPages)}</loc></sitemap>
</sitemapindex>
`;
}

/** The pages of the portal, each in each language with its alternates. Pure. */
export function presentSitemap(origin: string): string {
  const url = (page: PageName, locale: Locale): string => xml(origin + routes[page][locale]);
  const alternate = (page: PageName, locale: Locale): string =>
    `    <xhtml:link rel="alternate" hreflang="${locale}" href="${url(page, locale)}"/>`;
  const entry = (page: PageName, locale: Locale): string =>
    `  <url>\n    <loc>${url(page, locale)}</loc>\n${alternate(page, 'fr')}\n${alternate(page, 'en')}\n  </url>`;
  const entries = indexedPages.flatMap((page) => [entry(page, 'fr'), entry(page, 'en')]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}

/** The web application manifest (W3C). Pure. */
export function presentManifest(scope: PageScope): object {
  const { settings, locale, urls, themeColor } = scope;
  return {
    id: routes.home.fr,
    name: settings.title[locale],
    short_name: settings.territory.name,
    description: settings.tagline[locale],
    lang: locale,
    dir: 'ltr',
    start_url: routes.home[locale],
    scope: '/',
    display: 'minimal-ui',
    background_color: themeColor.light,
    theme_color: themeColor.light,
    icons: [{ src: urls.favicon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
}
