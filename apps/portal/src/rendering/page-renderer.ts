import type { Locale } from '@halles/kernel';
import { portalOrigin } from '@halles/platform/config';
import type { Tenant } from '@halles/platform/tenancy';
import { type Theme, ThemeRegistry, type ViewRequest } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import type { PageName } from '../routes';
import type { LayoutView, Page } from '../view-models';
import { identify, presentLayout } from './layout.presenter';
import type { PageScope } from './page-scope';
import { type Config, InjectConfig } from './portal-config';

/** What a page has before its body is known. */
export interface PageFrame {
  readonly scope: PageScope;
  readonly layout: LayoutView;
}

/** Makes the HTML of a page: presenters word it, the theme of the tenant draws it. */
@Injectable()
export class PageRenderer {
  /** By entry of the registry: a change of the tenant makes another entry, and the frames of the old one go with it. */
  private readonly frames = new WeakMap<Tenant, Map<string, PageFrame>>();

  constructor(
    private readonly themes: ThemeRegistry,
    @InjectConfig() private readonly config: Config,
  ) {}

  themeOf(tenant: Tenant): Theme {
    return this.themes.forTenant(tenant);
  }

  scope(tenant: Tenant, locale: Locale): PageScope {
    const theme = this.themeOf(tenant);
    return {
      settings: tenant.settings,
      locale,
      texts: theme.texts(locale),
      origin: portalOrigin(this.config, tenant.canonicalHost),
      urls: theme.urls,
      themeColor: { light: theme.tokens.light.ground, dark: theme.tokens.dark.ground },
    };
  }

  /** The frame of a page: the same for each of its readers until the tenant or its theme changes. */
  frame(tenant: Tenant, locale: Locale, page: PageName): PageFrame {
    const key = `${this.themeOf(tenant).version} ${locale} ${page}`;
    const known = this.frames.get(tenant) ?? new Map<string, PageFrame>();
    this.frames.set(tenant, known);
    let frame = known.get(key);
    if (!frame) {
      const scope = this.scope(tenant, locale);
      known.set(key, (frame = { scope, layout: presentLayout(scope, identify(scope, page)) }));
    }
    return frame;
  }

  /** @throws Error when the view asks for something that the page does not have */
  render(tenant: Tenant, view: string, page: Page<object>, request?: ViewRequest): string {
    return this.themeOf(tenant).render(view, page.layout.lang, page, request);
  }
}
