import { type Config, InjectConfig } from '@halles/platform/config';
import { fileRoutes, patternsOf } from '@halles/contracts';
import { CACHED_AN_HOUR, Ctx, file, type HttpAnswer, PageNotFound, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { contentHash, drawOnColor, readProWorker, type Theme } from '@halles/platform/theming';
import { Controller, Get, Param } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import { PageRenderer } from '../rendering/page-renderer';
import { ICON_SIZES, presentMerchantManifest, presentOffline, presentShell } from './shell.presenters';

/** Part of an icon's side that its drawing takes: systems round the corners off. */
const DRAWN = 0.7;

/** The installable shell of the merchant space. Nothing of it is anybody's own, and public pages know nothing of it. */
@Public()
@Controller()
export class ShellController {
  private readonly icons = new WeakMap<Theme, Map<number, Promise<Buffer>>>();
  private code: string | undefined;

  constructor(
    private readonly renderer: PageRenderer,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(fileRoutes.serviceWorker)
  worker(@Ctx() { tenant }: TenantContext): HttpAnswer {
    this.code ??= readProWorker(this.config.root, this.config.nodeEnv === 'production').toString('utf8');
    const scope = this.renderer.scope(tenant, tenant.settings.defaultLocale);
    const version = contentHash(Buffer.from(this.renderer.themeOf(tenant).version + this.code));
    return file(`self.SHELL=${JSON.stringify(presentShell(scope, version))};\n${this.code}`, {
      type: 'text/javascript; charset=utf-8',
      cacheControl: 'no-cache',
      // Below its own folder it would not see `/pro` itself, nor the pages in English.
      headers: { 'service-worker-allowed': '/' },
    });
  }

  @Get(fileRoutes.merchantManifest)
  manifest(@Ctx() { tenant }: TenantContext): HttpAnswer {
    const scope = this.renderer.scope(tenant, tenant.settings.defaultLocale);
    return file(JSON.stringify(presentMerchantManifest(scope)), {
      type: 'application/manifest+json; charset=utf-8',
      cacheControl: CACHED_AN_HOUR,
    });
  }

  @Get(fileRoutes.merchantIcon)
  async icon(@Ctx() { tenant }: TenantContext, @Param('size') sizeText: string): Promise<HttpAnswer> {
    const size = ICON_SIZES.find((known) => String(known) === sizeText);
    if (size === undefined) throw new PageNotFound({});
    const body = await this.drawn(this.renderer.themeOf(tenant), size);
    return file(body, { type: 'image/png', cacheControl: CACHED_AN_HOUR });
  }

  /** The page that a device shows where there is no network. */
  @Get(patternsOf('merchant.offline'))
  offline(): Page {
    return page('shell/offline', presentOffline);
  }

  private drawn(theme: Theme, size: number): Promise<Buffer> {
    const known = this.icons.get(theme) ?? new Map<number, Promise<Buffer>>();
    this.icons.set(theme, known);
    const icon = known.get(size) ?? drawIcon(theme, size);
    known.set(size, icon);
    return icon;
  }
}

/** The drawing of a tenant's tab on its ground. */
function drawIcon(theme: Theme, size: number): Promise<Buffer> {
  const favicon = theme.assetNamed('favicon.svg');
  const drawing = favicon ? { svg: favicon.body, side: Math.round(size * DRAWN), density: 600 } : null;
  return drawOnColor(theme.tokens.light.ground, size, drawing);
}
