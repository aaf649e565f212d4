import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { Texts, ThemeUrls } from '@halles/platform/theming';

/** All that a presenter knows of the place and the reader: plain data and texts, no request and no service. */
export interface PageScope {
  readonly settings: TenantSettings;
  readonly locale: Locale;
  readonly texts: Texts;
  /** Origin of the tenant's canonical host, e.g. `https://bordeaux.example`. */
  readonly origin: string;
  readonly urls: ThemeUrls;
  /** What is shown was read a while ago: nothing may be said of this moment, such as who is open now. */
  readonly isStale?: boolean;
  /** The portal is not open yet: who sees it looks at a preview. */
  readonly isDraft?: boolean;
  readonly themeColor: { readonly light: string; readonly dark: string };
}

/** The words about the territory that texts may name. */
export function territoryWords({ settings, locale }: PageScope): Record<string, string> {
  return {
    portal: settings.title[locale],
    tagline: settings.tagline[locale],
    territory: settings.territory.name,
    ofName: settings.territory.ofName[locale],
    inName: settings.territory.inName[locale],
    organisation: settings.contact.name,
    publisher: settings.publisher.name,
  };
}
