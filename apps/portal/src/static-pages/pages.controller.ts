import { MINUTE, SECOND } from '@halles/kernel';
import { Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeSite } from '../search/landing-json-ld';
import { KeptDirectory } from '../rendering/kept-directory.service';
import { type PageFrame, PageRenderer } from '../rendering/page-renderer';
import type { PageScope } from '../rendering/page-scope';
import { PageSender } from '../rendering/page-sender';
import { type PageName, pathsOf } from '../routes';
import type { HomeBody, Page } from '../view-models';
import { presentAccessibility } from './accessibility.presenter';
import { type HomeData, isWhole, presentHome } from './home.presenter';
import { HomeService } from './home.service';
import { presentAbout, presentLegalNotice, presentPrivacy } from './prose.presenters';
import { presentRanking } from './ranking.presenter';

/** The pages that are the same for every reader. */
@Public()
@Controller()
export class PagesController {
  private readonly homePages = new WeakMap<
    PageFrame,
    { readonly data: HomeData; readonly page: Page<HomeBody> }
  >();

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
    this.show(request, reply, 'home', 'pages/home', (frame) => this.homeOf(frame, data), isWhole(data));
  }

  @Get(pathsOf('about'))
  about(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.showProse(request, reply, 'about', presentAbout);
  }

  @Get(pathsOf('legalNotice'))
  legalNotice(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.showProse(request, reply, 'legalNotice', presentLegalNotice);
  }

  @Get(pathsOf('privacy'))
  privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.showProse(request, reply, 'privacy', presentPrivacy);
  }

  @Get(pathsOf('accessibility'))
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.showProse(request, reply, 'accessibility', presentAccessibility);
  }

  @Get(pathsOf('ranking'))
  ranking(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.showProse(request, reply, 'ranking', (scope) => presentRanking(scope));
  }

  private showProse(
    request: FastifyRequest,
    reply: FastifyReply,
    page: PageName,
    present: (scope: PageScope) => object,
  ): void {
    this.show(request, reply, page, 'pages/prose', ({ scope, layout }) => ({ layout, body: present(scope) }));
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    page: PageName,
    view: string,
    present: (frame: PageFrame) => Page<object>,
    mayBeKept = true,
  ): void {
    const ctx = contextOf(request);
    const frame = this.renderer.frame(ctx.tenant, localeOfPath(request.url), page);
    const { locale } = frame.scope;
    const html = this.renderer.render(ctx.tenant, view, present(frame));
    if (mayBeKept) void this.sender.send(ctx, request, reply, { locale, html });
    else void this.sender.sendPrivate(reply, 200, { locale, html });
  }

  /** The same for every reader of the data: the frame is theirs. */
  private homeOf(frame: PageFrame, data: HomeData): Page<HomeBody> {
    const known = this.homePages.get(frame);
    if (known && known.data === data) return known.page;
    const { scope, layout } = frame;
    const page = {
      layout: { ...layout, jsonLd: [describeSite(scope)] },
      body: presentHome(scope, data),
    };
    this.homePages.set(frame, { data, page });
    return page;
  }
}
