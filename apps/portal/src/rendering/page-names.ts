import { pathTo, portalRoutes } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** Pages of the portal itself, in the order of sitemaps: their texts are `pages.<name>`. */
export const indexedPages = [
  'home',
  'businesses',
  'posts',
  'about',
  'contact',
  'legalNotice',
  'privacy',
  'accessibility',
  'ranking',
  'freshness',
  'data',
] as const;

export type PageName = (typeof indexedPages)[number] | 'contact.sent';

const pagesByPath = new Map(
  ([...indexedPages, 'contact.sent'] as const).flatMap((page) =>
    (['fr', 'en'] as const).map((locale) => [pathTo(page, locale), { page, locale }] as const),
  ),
);

/** The page and language of an exact path, or null. Pure. */
export function pageAt(path: string): { readonly page: PageName; readonly locale: Locale } | null {
  return pagesByPath.get(path) ?? null;
}

/** The contact form with its subject written already. Pure. */
export function contactPath(locale: Locale, subject: string): string {
  const query = new URLSearchParams({ objet: subject });
  return `${portalRoutes.contact[locale]}?${query.toString()}`;
}
