import { pathTo } from '@halles/contracts';
import type { PageScope } from './page-scope';
import type { LinkView } from './link.view';

/** The vocabulary of what pages say to machines. */
export const SCHEMA_ORG = 'https://schema.org';

/** Pages above a page, from the home page on, for machines: schema.org BreadcrumbList. Pure. */
export function breadcrumbList(
  { origin, locale, texts }: PageScope,
  trail: readonly LinkView[],
  current: { readonly label: string; readonly path: string },
): object {
  const home = { href: pathTo('home', locale), label: texts.line('layout.homeCrumb') };
  return {
    '@context': SCHEMA_ORG,
    '@type': 'BreadcrumbList',
    itemListElement: [home, ...trail, { href: current.path, label: current.label }].map(
      ({ href, label }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: label,
        item: `${origin}${href}`,
      }),
    ),
  };
}

/** The portal and how it is searched, for machines: schema.org WebSite with SearchAction. Pure. */
export function describeSite({ origin, locale, settings }: PageScope): object {
  return {
    '@context': SCHEMA_ORG,
    '@type': 'WebSite',
    name: settings.title[locale],
    url: `${origin}${pathTo('home', locale)}`,
    inLanguage: locale,
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${origin}${pathTo('businesses', locale)}?q={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  };
}
