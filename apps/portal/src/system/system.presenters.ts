import { fileRoutes, pathTo, portalRoutes } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';

/** robots.txt (RFC 9309): searches are without number and lead to pages that are found without them. Pure. */
export function presentRobots(origin: string): string {
  return `User-agent: *\nDisallow: ${portalRoutes['contact.sent'].fr}\nDisallow: ${portalRoutes['contact.sent'].en}\nDisallow: ${portalRoutes.businesses.fr}?\nDisallow: ${portalRoutes.businesses.en}?\nDisallow: /api/\n\nSitemap: ${origin}${fileRoutes.sitemap}\n`;
}

/** The web application manifest (W3C). Pure. */
export function presentManifest(scope: PageScope): object {
  const { settings, locale, urls, themeColor } = scope;
  return {
    id: portalRoutes.home.fr,
    name: settings.title[locale],
    short_name: settings.territory.name,
    description: settings.tagline[locale],
    lang: locale,
    dir: 'ltr',
    start_url: pathTo('home', locale),
    scope: '/',
    display: 'minimal-ui',
    background_color: themeColor.light,
    theme_color: themeColor.light,
    icons: [{ src: urls.favicon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
}
