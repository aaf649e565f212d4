import { type TenantSettings, tenantSettingsSchema } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { ThemeRegistry } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import type { PageScope } from '../src/rendering/page-scope';

/** The themes as they are on disk; an error in one fails the test that asks for it. */
export const themes = new ThemeRegistry({
  root: process.cwd(),
  production: false,
  watch: false,
  onError: (slug, error) => {
    throw new Error(`theme ${slug}`, { cause: error });
  },
});

/** The settings of a territory, valid by default. */
export const territory = (change: object = {}): TenantSettings =>
  tenantSettingsSchema.parse({ ...aTerritory('petit-bourg'), ...change });

/** What a presenter is given on a territory's pages. */
export function scopeOf(settings: TenantSettings, locale: Locale = 'fr'): PageScope {
  const theme = themes.forTenant(settings);
  return {
    settings,
    locale,
    texts: theme.texts(locale),
    origin: `https://${settings.slug}.example`,
    urls: theme.urls,
    themeColor: { light: theme.tokens.light.ground, dark: theme.tokens.dark.ground },
  };
}
