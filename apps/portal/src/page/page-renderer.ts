import type { Locale } from '@halles/kernel';
import { portalOrigin } from '@halles/platform/config';
import type { Tenant } from '@halles/platform/tenancy';
import { type Theme, ThemeRegistry, type ViewRequest } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { type PageIdentity, presentLayout } from './layout.presenter';
import type { PageScope } from './page-scope';
import { type Config, InjectConfig } from './portal-config';

/** Makes the HTML of a page: presenters word it, the theme of the tenant draws it. */
@Injectable()
export class PageRenderer {
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

  /** @throws Error when the view asks for something that the page does not have */
  render(
    tenant: Tenant,
    scope: PageScope,
    view: string,
    identity: PageIdentity,
    body: object,
    request?: ViewRequest,
  ): string {
    return this.themeOf(tenant).render(
      view,
      scope.locale,
      { layout: presentLayout(scope, identity), body },
      request,
    );
  }
}
