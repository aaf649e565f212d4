import { PageNotFound, Public, contextOf, localeOfPath } from '@halles/platform/http';
import { type Theme, contentHash, readProWorker } from '@halles/platform/theming';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import sharp from 'sharp';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { type Config, InjectConfig } from '../rendering/portal-config';
import { offlineRoute, shellRoutes } from './shell-routes';
import { ICON_SIZES, presentOffline, presentProManifest, presentShell } from './shell.presenters';

const FOR_AN_HOUR = 'public, max-age=3600';
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
    private readonly sender: PageSender,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(shellRoutes.worker)
  worker(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { tenant } = contextOf(request);
    this.code ??= readProWorker(this.config.root, this.config.nodeEnv === 'production').toString('utf8');
    const scope = this.renderer.scope(tenant, tenant.settings.defaultLocale);
    const theme = this.renderer.themeOf(tenant);
    const version = contentHash(Buffer.from(theme.version + this.code));
    void reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-cache',
        // Below its own folder it would not see `/pro` itself, nor the pages in English.
        'service-worker-allowed': '/',
      })
      .send(`self.SHELL=${JSON.stringify(presentShell(scope, version))};\n${this.code}`);
  }

  @Get(shellRoutes.manifest)
  manifest(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, tenant.settings.defaultLocale);
    void reply
      .headers({ 'content-type': 'application/manifest+json; charset=utf-8', 'cache-control': FOR_AN_HOUR })
      .send(JSON.stringify(presentProManifest(scope)));
  }

  @Get(shellRoutes.icon)
  async icon(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('size') asked: string,
  ): Promise<void> {
    const size = ICON_SIZES.find((known) => String(known) === asked);
    if (size === undefined) throw new PageNotFound({});
    const theme = this.renderer.themeOf(contextOf(request).tenant);
    const body = await this.drawn(theme, size);
    void reply.headers({ 'content-type': 'image/png', 'cache-control': FOR_AN_HOUR }).send(body);
  }

  @Get([offlineRoute.fr, offlineRoute.en])
  offline(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, localeOfPath(request.url));
    const body = presentOffline(scope);
    const { heading: title } = body;
    const layout = presentLayout(scope, {
      page: null,
      title,
      description: title,
      paths: offlineRoute,
      noindex: true,
    });
    const html = this.renderer.render(tenant, 'shell/offline', { layout, body });
    void this.sender.sendPrivate(reply, 200, { locale: scope.locale, html });
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
async function drawIcon(theme: Theme, size: number): Promise<Buffer> {
  const favicon = theme.assetNamed('favicon.svg');
  const side = Math.round(size * DRAWN);
  const drawing = favicon
    ? await sharp(favicon.body, { density: 600 })
        .resize(side, side, { fit: 'contain', background: '#0000' })
        .png()
        .toBuffer()
    : null;
  const ground = sharp({
    create: { width: size, height: size, channels: 4, background: theme.tokens.light.ground },
  });
  return (drawing ? ground.composite([{ input: drawing }]) : ground).png().toBuffer();
}
