import { MINUTE, SECOND } from '@halles/kernel';
import { Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeSite } from '../directory/landing-json-ld';
import { KeptDirectory } from '../page/kept-directory.service';
import { PageRenderer } from '../page/page-renderer';
import type { PageScope } from '../page/page-scope';
import { PageSender } from '../page/page-sender';
import { type PageName, pathsOf } from '../routes';
import type { HomeBody } from '../view-models';
import { presentAccessibility } from './accessibility.presenter';
import { type HomeData, isWhole, presentHome } from './home.presenter';
import { HomeService } from './home.service';
import { presentAbout, presentLegalNotice, presentPrivacy } from './prose.presenters';
import { presentRanking } from './ranking.presenter';

/** The pages that are the same for every reader. */
@Public()
@Controller()
export class PagesController {
  private readonly bodies = new WeakMap<PageScope, { readonly data: HomeData; readonly body: HomeBody }>();

  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly kept: KeptDirectory,
    private readonly homes: HomeService,
  ) {}

  @Get(pathsOf('home'))
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.kept.send(contextOf(request), request, reply)) return;
    // A page that is kept for a minute begins with fresh data; one with a query, kept nowhere, may be as old as that one.
    const oldest = request.url.includes('?') ? MINUTE : SECOND;
    const data = await this.homes.read(contextOf(request), localeOfPath(request.url), oldest);
    this.show(request, reply, 'home', 'pages/home', (scope) => this.homeOf(scope, data), isWhole(data));
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
    mayBeKept = true,
  ): void {
    const ctx = contextOf(request);
    const { scope, layout } = this.renderer.frame(ctx.tenant, localeOfPath(request.url), page);
    const jsonLd = page === 'home' ? { jsonLd: [describeSite(scope)] } : {};
    const html = this.renderer.render(ctx.tenant, view, {
      layout: { ...layout, ...jsonLd },
      body: present(scope),
    });
    if (mayBeKept) void this.sender.send(ctx, request, reply, { locale: scope.locale, html });
    else void this.sender.sendPrivate(reply, 200, { locale: scope.locale, html });
  }

  /** The same for every reader of the data: the scope is theirs. */
  private homeOf(scope: PageScope, data: HomeData): HomeBody {
    const known = this.bodies.get(scope);
    if (known && known.data === data) return known.body;
    const body = presentHome(scope, data);
    this.bodies.set(scope, { data, body });
    return body;
  }
}
