import { fileRoutes, pathTo, portalRoutes } from '@halles/contracts';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { LinkView } from '../rendering/link.view';

export const ICON_SIZES = [192, 512] as const;

/** The manifest of the merchant space (W3C). Its scope is the whole portal: one signs in outside of `/pro`. Pure. */
export function presentMerchantManifest({ settings, texts, locale, themeColor }: PageScope): object {
  return {
    id: portalRoutes.merchant.fr,
    name: texts.line('shell.name', { portal: settings.title[locale] }),
    short_name: texts.line('shell.shortName'),
    lang: locale,
    dir: 'ltr',
    start_url: pathTo('merchant', locale),
    scope: '/',
    display: 'standalone',
    background_color: themeColor.light,
    theme_color: themeColor.light,
    icons: ICON_SIZES.map((size) => ({
      src: fileRoutes.merchantIcon.replace(':size', String(size)),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any',
    })),
  };
}

/** What the worker keeps: files of the theme under addresses that say their content, and the page without network. Pure. */
export function presentShell({ urls, texts, locale }: PageScope, version: string): object {
  return {
    version,
    assets: [urls.css, urls.script, urls.logo, urls.favicon, ...urls.fonts],
    offline: portalRoutes['merchant.offline'],
    push: { title: texts.line('shell.push'), url: pathTo('notifications', locale) },
  };
}

export interface OfflineBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly again: LinkView;
}

/** Pure. */
export function presentOffline({ texts, locale }: PageScope): PageModel & { readonly body: OfflineBody } {
  const heading = texts.line('shell.offline.heading');
  return {
    head: {
      page: null,
      title: heading,
      description: heading,
      paths: portalRoutes['merchant.offline'],
      noindex: true,
    },
    body: {
      heading,
      lead: texts.line('shell.offline.lead'),
      trail: [],
      again: { href: pathTo('merchant', locale), label: texts.line('shell.offline.again') },
    },
  };
}
