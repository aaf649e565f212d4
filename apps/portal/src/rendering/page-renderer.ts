import { pathTo } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import type { Tenant } from '@halles/platform/tenancy';
import { type Theme, ThemeRegistry, type ViewRequest, type Voice } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { identify, presentLayout } from './layout.presenter';
import type { Page as HandlerPage } from './page';
import type { PageScope } from './page-scope';
import { type PageName } from './page-names';
import type { LayoutView, Page } from './layout.view';

/** What a page has before its body is known. */
export interface PageFrame {
  readonly scope: PageScope;
  readonly layout: LayoutView;
}

/** What a page depends on besides its address. */
export interface ReaderState {
  /** What is shown was read a while ago. */
  readonly isStale?: boolean;
  /** The browser that asks for it stores a basket. */
  readonly hasBaskets?: boolean;
  /** Somebody is signed in there. */
  readonly isSignedIn?: boolean;
}

/** Statuses with which a form is shown again: of a conflict, of a file of another type, of what cannot be stored. */
const REFUSED: ReadonlySet<number> = new Set([409, 413, 415, 422]);

/** Makes the HTML of a page: presenters word it, the theme of the tenant draws it. */
@Injectable()
export class PageRenderer {
  /** By entry of the registry: a change of the tenant makes another entry, and the frames of the old one go with it. */
  private readonly scopes = new WeakMap<Tenant, Map<string, PageScope>>();
  private readonly frames = new WeakMap<Tenant, Map<string, PageFrame>>();

  constructor(
    private readonly themes: ThemeRegistry,
    @InjectConfig() private readonly config: Config,
  ) {}

  themeOf(tenant: Tenant): Theme {
    return this.themes.forTenant(tenant);
  }

  /** What presenters know of the place: the same value until the tenant or its theme changes. */
  scope(tenant: Tenant, locale: Locale, isStale = false): PageScope {
    const theme = this.themeOf(tenant);
    const key = `${theme.version} ${locale} ${isStale}`;
    const known = this.scopes.get(tenant) ?? new Map<string, PageScope>();
    this.scopes.set(tenant, known);
    let scope = known.get(key);
    if (!scope) {
      const fresh = this.makeScope(tenant, theme, locale);
      known.set(key, (scope = isStale ? { ...fresh, isStale } : fresh));
    }
    return scope;
  }

  private makeScope(tenant: Tenant, theme: Theme, locale: Locale): PageScope {
    return {
      settings: tenant.settings,
      locale,
      texts: theme.texts(locale),
      origin: portalOrigin(this.config, tenant.canonicalHost),
      urls: theme.urls,
      ...(tenant.state === 'draft' ? { isDraft: true } : {}),
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

  /** The HTML of a page that a handler returned. @throws Error when the view asks for something that the page does not have */
  renderPage(
    tenant: Tenant,
    locale: Locale,
    { view, present, options }: HandlerPage,
    { isStale = false, hasBaskets = false, isSignedIn = false }: ReaderState = {},
  ): string {
    const { voice } = options;
    const plain = this.scope(tenant, locale, isStale);
    const scope = voice ? { ...plain, texts: voice(plain.texts) } : plain;
    const { head, body, layout: own } = present(scope);
    const layout =
      typeof head === 'string' ? this.frame(tenant, locale, head).layout : presentLayout(scope, head);
    // Screen readers say the title first: it tells that the form has to be corrected.
    const title = REFUSED.has(options.status ?? 200)
      ? scope.texts.line('forms.invalidTitle', { title: own?.title ?? layout.title })
      : (own?.title ?? layout.title);
    const noindex = own?.noindex ?? (layout.noindex || (options.status ?? 200) !== 200);
    const baskets = hasBaskets
      ? { baskets: { href: pathTo('baskets', locale), label: scope.texts.line('baskets.heading') } }
      : {};
    const account = isSignedIn
      ? { account: { href: pathTo('account.orders', locale), label: scope.texts.line('account.orders.own') } }
      : {};
    const drawn = { layout: { ...layout, ...baskets, ...account, ...own, title, noindex }, body };
    return this.render(tenant, view, drawn, undefined, voice);
  }

  /**
   * Draws a page in the tenant's theme. What its own templates fail to draw is drawn in its spare theme, and reported.
   * @throws Error when the view asks for something that the page does not have
   */
  render(tenant: Tenant, view: string, page: Page<object>, request?: ViewRequest, voice?: Voice): string {
    try {
      return this.themeOf(tenant).render(view, page.layout.lang, page, request, voice);
    } catch (error) {
      const html = this.themes.fallbackOf(tenant)?.render(view, page.layout.lang, page, request, voice);
      // Where no theme can draw it, it is the page that is wrong.
      if (html === undefined) throw error;
      this.themes.report(tenant.slug, error);
      return html;
    }
  }
}
