import type { Locale } from '@halles/kernel';
import { type PageName, routes } from '../routes';
import type { LayoutView, LinkView } from '../view-models';
import { type PageScope, territoryWords } from './page-scope';

export interface PageIdentity {
  readonly title: string;
  readonly description: string;
  /** The page among the routes; null for an error page, which has no address of its own. */
  readonly page: PageName | null;
  readonly noindex?: boolean;
}

const MAIN: readonly PageName[] = ['businesses', 'about', 'contact'];
const FOOTER: readonly PageName[] = ['about', 'contact', 'legalNotice', 'privacy', 'ranking'];

/** A link to a page in the reader's language, worded as in the menus. */
export function linkTo(
  scope: PageScope,
  page: Exclude<PageName, 'contactSent'>,
  current: PageName | null = null,
): LinkView {
  const level = scope.texts.line(`pages.levels.${scope.settings.accessibility.level}`);
  return {
    href: routes[page][scope.locale],
    label: scope.texts.line(`pages.nav.${page}`, { level }),
    ...(page === current ? { current: true } : {}),
  };
}

const links = (scope: PageScope, pages: readonly PageName[], current: PageName | null): LinkView[] =>
  pages.flatMap((page) => (page === 'contactSent' ? [] : [linkTo(scope, page, current)]));

const otherLocale = (locale: Locale): Locale => (locale === 'fr' ? 'en' : 'fr');

/** The same page in each language, and the one for a reader of neither (`x-default`). */
function alternates({ origin, settings }: PageScope, page: PageName): LayoutView['alternates'] {
  const at = (locale: Locale): string => `${origin}${routes[page][locale]}`;
  return [
    { lang: 'fr', href: at('fr') },
    { lang: 'en', href: at('en') },
    { lang: 'x-default', href: at(settings.defaultLocale) },
  ];
}

/** What surrounds every page of a territory. Pure. */
export function presentLayout(scope: PageScope, identity: PageIdentity): LayoutView {
  const { settings, locale, texts, origin, urls } = scope;
  const { page } = identity;
  const other = otherLocale(locale);
  const portal = settings.title[locale];
  return {
    lang: locale,
    title: identity.title === portal ? portal : `${identity.title} · ${portal}`,
    description: identity.description,
    ...(page === null ? {} : { canonical: `${origin}${routes[page][locale]}` }),
    alternates: page === null ? [] : alternates(scope, page),
    noindex: identity.noindex ?? page === null,
    portal: {
      title: portal,
      tagline: settings.tagline[locale],
      territory: settings.territory.name,
      demonstration: settings.demonstration,
      home: routes.home[locale],
    },
    assets: { ...urls, ogImage: `${origin}${urls.ogImage}`, manifest: '/manifest.webmanifest' },
    themeColor: scope.themeColor,
    nav: links(scope, MAIN, page),
    languageSwitch: {
      href: routes[page ?? 'home'][other],
      label: texts.line('pages.otherLanguage'),
      lang: other,
    },
    footer: {
      links: links(scope, FOOTER, page),
      accessibility: linkTo(scope, 'accessibility', page),
      publisher: settings.publisher.name,
    },
  };
}

/** Title and description of a page from its texts, with the territory's words. */
export function identify(scope: PageScope, page: PageName): PageIdentity {
  const level = scope.texts.line(`pages.levels.${scope.settings.accessibility.level}`);
  const words = { ...territoryWords(scope), level };
  return {
    page,
    title: scope.texts.line(`pages.${page}.title`, words),
    description: scope.texts.line(`pages.${page}.description`, words),
  };
}
