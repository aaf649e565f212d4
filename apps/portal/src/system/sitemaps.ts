import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import type { SoldProduct } from '@halles/domain/orders';
import type { PlaceOnSite } from '@halles/domain/search';
import type { Bilingual } from '@halles/kernel';
import { productPaths } from '../wording/product-paths';
import { xml, XML_DECLARATION } from '../wording/xml';
import type { CategoryNode } from '../wording/category-slugs';

/**
 * Ids in one file. The protocol allows 50,000 addresses (sitemaps.org 0.9), and as many files: files are small, so that
 * none takes long to write.
 */
export const IDS_PER_FILE = 2_500;

const URLSET = `${XML_DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;

/** A page with its path in each language. */
export interface SitemapPage {
  readonly paths: Bilingual;
  readonly changedAt?: Date;
}

/** Both addresses of a page, each with its alternates. */
function entries(origin: string, { paths, changedAt }: SitemapPage): string {
  const url = { fr: xml(origin + paths.fr), en: xml(origin + paths.en) };
  const rest = `${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}<xhtml:link rel="alternate" hreflang="fr" href="${url.fr}"/><xhtml:link rel="alternate" hreflang="en" href="${url.en}"/></url>\n`;
  return `<url><loc>${url.fr}</loc>${rest}<url><loc>${url.en}</loc>${rest}`;
}

/** A file of addresses. Pure. */
export const sitemapOf = (origin: string, pages: readonly SitemapPage[]): string =>
  `${URLSET}${pages.map((page) => entries(origin, page)).join('')}</urlset>\n`;

/** The index of a portal's files. Pure. */
export function sitemapIndexOf(origin: string, files: readonly string[]): string {
  const rows = files.map((path) => `  <sitemap><loc>${xml(origin + path)}</loc></sitemap>`);
  return `${XML_DECLARATION}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</sitemapindex>\n`;
}

/** How many files hold the ids from 1 to the last, or so many shops. Pure. */
export const filesFor = (last: number, each = IDS_PER_FILE): number => Math.ceil(last / each);

/** The page of a listing. Pure. */
export const listingEntry = (listing: {
  readonly id: number;
  readonly slug: string;
  readonly updatedAt: Date;
}): SitemapPage => ({
  paths: { fr: listingPath('fr', listing), en: listingPath('en', listing) },
  changedAt: listing.updatedAt,
});

/** Shops of which one file lists what they sell: each has 500 products at most. */
export const SHOPS_PER_FILE = 5;

/** The page of a product. Pure. */
export const productEntry = ({ listing, updatedAt, ...product }: SoldProduct): SitemapPage => ({
  paths: productPaths(listing, product),
  changedAt: updatedAt,
});

/** The page of a category. Pure. */
export const categoryEntry = ({ slug }: Pick<CategoryNode, 'slug'>): SitemapPage => ({
  paths: {
    fr: pathTo('category', 'fr', { category: slug.fr }),
    en: pathTo('category', 'en', { category: slug.en }),
  },
});

/** The page of a commune, a district or a street. Pure. */
export function placeEntry({ kind, slug, communeSlug }: PlaceOnSite): SitemapPage {
  switch (kind) {
    case 'street':
      return { paths: pathsTo('street', { commune: communeSlug, street: slug }) };
    case 'commune':
      return { paths: pathsTo('commune', { commune: slug }) };
    case 'district':
      return { paths: pathsTo('district', { district: slug }) };
  }
}
