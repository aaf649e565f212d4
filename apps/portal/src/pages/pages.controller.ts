import { Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeSite } from '../directory/landing-json-ld';
import { KeptDirectory } from '../page/kept-directory.service';
import { PageRenderer } from '../page/page-renderer';
import type { PageScope } from '../page/page-scope';
import { PageSender } from '../page/page-sender';
import { type PageName, pathsOf } from '../routes';
import { presentAccessibility } from './accessibility.presenter';
import { presentHome } from './home.presenter';
import { HomeService } from './home.service';
import { presentAbout, presentLegalNotice, presentPrivacy } from './prose.presenters';
import { presentRanking } from './ranking.presenter';

/** The pages that are the same for every reader. */
@Public()
@Controller()
export class PagesController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly kept: KeptDirectory,
    private readonly homes: HomeService,
  ) {}

  @Get(pathsOf('home'))
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.kept.send(contextOf(request), request, reply)) return;
    const data = await this.homes.read(contextOf(request), localeOfPath(request.url));
    const isWhole = data.figures !== null && data.listings !== null && data.open !== null;
    this.show(request, reply, 'home', 'pages/home', (scope) => presentHome(scope, data), isWhole);
  }

  @Get(pathsOf('about'))
  about(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 'about', 'pages/prose', presentAbout);
  }

  @Get(pathsOf('legalNotice'))
  legalNotice(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 'legalNotice', 'pages/prose', presentLegalNotice);
  }

  @Get(pathsOf('privacy'))
  privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 'privacy', 'pages/prose', presentPrivacy);
  }

  @Get(pathsOf('accessibility'))
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 'accessibility', 'pages/prose', presentAccessibility);
  }

  @Get(pathsOf('ranking'))
  ranking(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.show(request, reply, 'ranking', 'pages/prose', (scope) => presentRanking(scope));
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    page: PageName,
    view: string,
    present: (scope: PageScope) => object,
    isWhole = true,
  ): void {
    const ctx = contextOf(request);
    const { scope, layout } = this.renderer.frame(ctx.tenant, localeOfPath(request.url), page);
    const jsonLd = page === 'home' ? { jsonLd: [describeSite(scope)] } : {};
    const html = this.renderer.render(ctx.tenant, view, {
      layout: { ...layout, ...jsonLd },
      body: present(scope),
    });
    if (isWhole) void this.sender.send(ctx, request, reply, { locale: scope.locale, html });
    else void this.sender.sendPrivate(reply, 200, { locale: scope.locale, html });
  }
}
