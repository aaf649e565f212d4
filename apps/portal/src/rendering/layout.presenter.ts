import { fileRoutes, pathTo, portalRoutes } from '@halles/contracts';
import type { Bilingual, Locale } from '@halles/kernel';
import { type PageScope, territoryWords } from './page-scope';
import { type PageName } from './page-names';
import type { LayoutView } from './layout.view';
import type { LinkView } from './link.view';

export interface PageIdentity {
  readonly title: string;
  readonly description: string;
  /** The page among the routes, which menus mark as current; null for none. */
  readonly page: PageName | null;
  /** Its path in each language where it is not the one of `page`; with `page` null and no paths it has no address. */
  readonly paths?: Bilingual;
  /** The query of the address, with its `?`: the page in the other language answers it too. */
  readonly query?: string;
  readonly noindex?: boolean;
  readonly jsonLd?: readonly object[];
  /** Absolute address of the picture that others show of it, instead of the territory's. */
  readonly image?: string;
  /** Its size, pixels; that of the drawn pictures unless said. */
  readonly imageSize?: { readonly width: number; readonly height: number };
  /** Address of the manifest that an installation from this page takes; that of the portal unless said. */
  readonly manifest?: string;
  /** Address of the next page of a list. */
  readonly next?: string;
  /** Address of what the page tells as an Atom feed. */
  readonly feed?: string;
}

const MAIN: readonly PageName[] = ['businesses', 'about', 'contact'];
const FOOTER: readonly PageName[] = [
  'about',
  'contact',
  'legalNotice',
  'privacy',
  'ranking',
  'freshness',
  'data',
];

/** A link to a page in the reader's language, worded as in the menus. */
export function linkTo(
  scope: PageScope,
  page: Exclude<PageName, 'contact.sent'>,
  current: PageName | null = null,
): LinkView {
  const level = scope.texts.line(`pages.levels.${scope.settings.accessibility.level}`);
  return {
    href: pathTo(page, scope.locale),
    label: scope.texts.line(`pages.nav.${page}`, { level }),
    ...(page === current ? { current: true } : {}),
  };
}

const links = (scope: PageScope, pages: readonly PageName[], current: PageName | null): LinkView[] =>
  pages.flatMap((page) => (page === 'contact.sent' ? [] : [linkTo(scope, page, current)]));

const otherLocale = (locale: Locale): Locale => (locale === 'fr' ? 'en' : 'fr');

/** The same page in each language, and the one for a reader of neither (`x-default`). */
function alternates({ origin, settings }: PageScope, paths: Bilingual): LayoutView['alternates'] {
  const at = (locale: Locale): string => `${origin}${paths[locale]}`;
  return [
    { lang: 'fr', href: at('fr') },
    { lang: 'en', href: at('en') },
    { lang: 'x-default', href: at(settings.defaultLocale) },
  ];
}

type Menus = Pick<LayoutView, 'portal' | 'nav' | 'footer'>;

function presentMenus(scope: PageScope, page: PageName | null): Menus {
  const { settings, locale, texts } = scope;
  return {
    portal: {
      title: settings.title[locale],
      tagline: settings.tagline[locale],
      territory: settings.territory.name,
      demonstration: settings.demonstration,
      home: pathTo('home', locale),
    },
    nav: links(scope, MAIN, page),
    footer: {
      // The same for every reader: the page is cached and contains nothing personal.
      links: [
        { href: pathTo('merchant', locale), label: texts.line('pages.nav.pro') },
        ...links(scope, FOOTER, page),
      ],
      accessibility: linkTo(scope, 'accessibility', page),
      publisher: settings.publisher.name,
    },
  };
}

/** By the page that the menus mark. A scope is one value for all pages of a territory and language, until one changes. */
const menus = new WeakMap<PageScope, Map<PageName | null, Menus>>();

function menusOf(scope: PageScope, page: PageName | null): Menus {
  const known = menus.get(scope) ?? new Map<PageName | null, Menus>();
  menus.set(scope, known);
  let ofPage = known.get(page);
  if (!ofPage) known.set(page, (ofPage = presentMenus(scope, page)));
  return ofPage;
}

/** What surrounds every page of a territory. Pure. */
export function presentLayout(scope: PageScope, identity: PageIdentity): LayoutView {
  const { settings, locale, texts, origin, urls } = scope;
  const { page, next, feed, jsonLd } = identity;
  const paths = identity.paths ?? (page === null ? null : portalRoutes[page]);
  const other = otherLocale(locale);
  const portal = settings.title[locale];
  return {
    lang: locale,
    title: identity.title === portal ? portal : `${identity.title} · ${portal}`,
    description: identity.description,
    ...(paths === null ? {} : { canonical: `${origin}${paths[locale]}` }),
    alternates: paths === null ? [] : alternates(scope, paths),
    noindex: identity.noindex ?? paths === null,
    ...(scope.isDraft === true ? { isDraft: true } : {}),
    ...(jsonLd === undefined ? {} : { jsonLd }),
    ...(next === undefined ? {} : { next }),
    ...(feed === undefined ? {} : { feed }),
    ...(identity.imageSize ? { imageSize: identity.imageSize } : {}),
    ...menusOf(scope, page),
    assets: {
      ...urls,
      ogImage: identity.image ?? `${origin}${urls.ogImage}`,
      manifest: identity.manifest ?? fileRoutes.manifest,
    },
    themeColor: scope.themeColor,
    languageSwitch: {
      href: (paths ?? portalRoutes.home)[other] + (identity.query ?? ''),
      label: texts.line('pages.otherLanguage'),
      lang: other,
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
