import { fileRoutes, pathToFile } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import {
  CACHED_AN_HOUR,
  DRAWING_POLICY,
  answerSecurityTxt,
  Ctx,
  file,
  type HttpAnswer,
  HostContext,
  PageNotFound,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type Encoding, ThemeRegistry } from '@halles/platform/theming';
import { Controller, Get, Param } from '@nestjs/common';
import { CurrentEncoding } from '../rendering/encoding';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { presentManifest, presentRobots } from './system.presenters';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** Of drawings that a territory brings: they may style themselves. */
const ASSET_POLICY = `${DRAWING_POLICY}; style-src 'unsafe-inline'`;

/** What browsers and search engines ask for beside the pages. */
@Public()
@Controller()
export class SystemController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly themes: ThemeRegistry,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(fileRoutes.robots)
  robots(@Ctx() ctx: TenantContext): HttpAnswer {
    return file(presentRobots(this.scope(ctx).origin), {
      type: 'text/plain; charset=utf-8',
      cacheControl: CACHED_AN_HOUR,
    });
  }

  @Get(fileRoutes.securityTxt)
  securityTxt(@Ctx() ctx: TenantContext): HttpAnswer {
    return answerSecurityTxt(this.config.securityContact, this.scope(ctx).origin, this.clock.now());
  }

  @Get(fileRoutes.manifest)
  manifest(@Ctx() ctx: TenantContext): HttpAnswer {
    return file(JSON.stringify(presentManifest(this.scope(ctx))), {
      type: 'application/manifest+json; charset=utf-8',
      cacheControl: CACHED_AN_HOUR,
    });
  }

  /** Browsers that know no drawn icon ask here by themselves. */
  @Get(fileRoutes.favicon)
  favicon(@Ctx() ctx: TenantContext): HttpAnswer {
    return redirectTo(this.scope(ctx).urls.favicon, 302).withHeaders({ 'cache-control': CACHED_AN_HOUR });
  }

  /** Files of the theme. On a host without tenant, those of the neutral theme, for the page that says so. */
  @Get(fileRoutes.asset)
  asset(
    @HostContext() ctx: TenantContext | undefined,
    @CurrentEncoding() accepted: Encoding,
    @Param('hash') hash: string,
    @Param('name') name: string,
  ): HttpAnswer {
    const theme = ctx ? this.themes.forTenant(ctx.tenant) : this.themes.neutral();
    const exact = theme.assets.get(pathToFile('asset', { hash, name }));
    const asset = exact ?? theme.assetNamed(name);
    if (!asset) throw new PageNotFound({});
    const encoding = asset.compressible ? accepted : 'identity';
    return file(asset.encoded(encoding), {
      type: asset.type,
      // Another release's page may ask for a name that we have with other contents: better than none, but not for ever.
      cacheControl: exact ? FOR_EVER : 'no-cache',
      etag: asset.etag(encoding),
      headers: {
        ...(asset.compressible ? { vary: 'Accept-Encoding' } : {}),
        ...(asset.type === 'image/svg+xml' ? { 'content-security-policy': ASSET_POLICY } : {}),
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    });
  }

  private scope({ tenant }: TenantContext): PageScope {
    return this.renderer.scope(tenant, tenant.settings.defaultLocale);
  }
}
