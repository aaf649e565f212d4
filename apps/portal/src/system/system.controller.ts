import { fileRoutes } from '@halles/contracts';
import { PageNotFound, Public, contextOf, matchesEtag } from '@halles/platform/http';
import { type Asset, ThemeRegistry } from '@halles/platform/theming';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiateEncoding } from '../rendering/encoding';
import { PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { presentManifest, presentRobots } from './system.presenters';

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_AN_HOUR = 'public, max-age=3600';

/** A drawing opened by itself runs nothing and loads nothing, whatever somebody put in it. */
const SVG_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** What browsers and search engines ask for beside the pages. */
@Public()
@Controller()
export class SystemController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly themes: ThemeRegistry,
  ) {}

  @Get(fileRoutes.robots)
  robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.text(reply, 'text/plain; charset=utf-8', presentRobots(this.scope(request).origin));
  }

  @Get(fileRoutes.manifest)
  manifest(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.text(
      reply,
      'application/manifest+json; charset=utf-8',
      JSON.stringify(presentManifest(this.scope(request))),
    );
  }

  /** Browsers that know no drawn icon ask here by themselves. */
  @Get(fileRoutes.favicon)
  favicon(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.header('cache-control', FOR_AN_HOUR).redirect(this.scope(request).urls.favicon, 302);
  }

  /** Files of the theme. On a host without tenant, those of the neutral theme, for the page that says so. */
  @Get(fileRoutes.asset)
  asset(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('hash') hash: string,
    @Param('name') name: string,
  ): void {
    const { tenantContext } = request;
    const theme = tenantContext ? this.themes.forTenant(tenantContext.tenant) : this.themes.neutral();
    const exact = theme.assets.get(`/assets/${hash}/${name}`);
    const asset = exact ?? theme.assetNamed(name);
    if (!asset) throw new PageNotFound({});
    // Another release's page may ask for a name that we have with another content: better than none, not for ever.
    this.sendAsset(request, reply, asset, exact ? FOR_EVER : 'no-cache');
  }

  private sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset, cacheControl: string): void {
    const encoding = asset.compressible ? negotiateEncoding(request.headers['accept-encoding']) : 'identity';
    const etag = asset.etag(encoding);
    void reply.headers({ etag, 'cache-control': cacheControl, 'content-type': asset.type });
    if (asset.compressible) void reply.header('vary', 'Accept-Encoding');
    if (asset.type === 'image/svg+xml') void reply.header('content-security-policy', SVG_POLICY);
    if (matchesEtag(request.headers['if-none-match'], etag)) {
      void reply.status(304).send();
      return;
    }
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    void reply.send(asset.encoded(encoding));
  }

  private scope(request: FastifyRequest): PageScope {
    const { tenant } = contextOf(request);
    return this.renderer.scope(tenant, tenant.settings.defaultLocale);
  }

  private text(reply: FastifyReply, type: string, body: string): void {
    void reply.headers({ 'content-type': type, 'cache-control': FOR_AN_HOUR }).send(body);
  }
}
