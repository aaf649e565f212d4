import { portalRoutes, pathTo } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';
import { notificationRoutes } from '../notifications/notification-routes';
import type { LinkView } from '../view-models-parts';
import { offlineRoute, shellRoutes } from './shell-routes';

export const ICON_SIZES = [192, 512] as const;

/** The manifest of the merchant space (W3C). Its scope is the whole portal: one signs in outside of `/pro`. Pure. */
export function presentProManifest({ settings, texts, locale, themeColor }: PageScope): object {
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
      src: shellRoutes.icon.replace(':size', String(size)),
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
    offline: offlineRoute,
    push: { title: texts.line('shell.push'), url: notificationRoutes.inbox[locale] },
  };
}

export interface OfflineBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly again: LinkView;
}

/** Pure. */
export const presentOffline = ({ texts, locale }: PageScope): OfflineBody => ({
  heading: texts.line('shell.offline.heading'),
  lead: texts.line('shell.offline.lead'),
  trail: [],
  again: { href: pathTo('merchant', locale), label: texts.line('shell.offline.again') },
});
