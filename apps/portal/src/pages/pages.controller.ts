import { type TerritoryFigures, TerritoryService } from '@halles/domain/territories';
import { LOG, Public, contextOf, localeOfPath } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageRenderer } from '../page/page-renderer';
import type { PageScope } from '../page/page-scope';
import { PageSender } from '../page/page-sender';
import { type PageName, pathsOf } from '../routes';
import type { HomeBody } from '../view-models';
import { presentAccessibility } from './accessibility.presenter';
import { presentHome } from './home.presenter';
import {
  presentAbout,
  presentBusinesses,
  presentLegalNotice,
  presentPrivacy,
  presentRanking,
} from './prose.presenters';

/** Longest search that is repeated on the page, characters. */
const Q_MAX = 80;

/** The pages that are the same for every reader. */
@Public()
@Controller()
export class PagesController {
  private readonly homes = new WeakMap<PageScope, { figures: TerritoryFigures | null; body: HomeBody }>();

  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly territories: TerritoryService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get(pathsOf('home'))
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const figures = await this.figures(contextOf(request));
    this.show(request, reply, 'home', 'pages/home', (scope) => this.homeOf(scope, figures), figures !== null);
  }

  @Get(pathsOf('businesses'))
  businesses(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('q') q: unknown): void {
    const asked = typeof q === 'string' ? q.trim().slice(0, Q_MAX) : '';
    this.show(request, reply, 'businesses', 'pages/directory-soon', (scope) =>
      presentBusinesses(scope, asked),
    );
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
    this.show(request, reply, 'ranking', 'pages/prose', presentRanking);
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
    const html = this.renderer.render(ctx.tenant, view, { layout, body: present(scope) });
    if (isWhole) void this.sender.send(ctx, request, reply, { locale: scope.locale, html });
    else void this.sender.sendPrivate(reply, 200, { locale: scope.locale, html });
  }

  /** The same for every reader until the tenant, its theme or its figures change: the scope is theirs. */
  private homeOf(scope: PageScope, figures: TerritoryFigures | null): HomeBody {
    const known = this.homes.get(scope);
    if (known && known.figures === figures) return known.body;
    const body = presentHome(scope, figures);
    this.homes.set(scope, { figures, body });
    return body;
  }

  /** The home page is worth more without its figures than an error page: the database may be away. */
  private async figures(ctx: TenantContext): Promise<TerritoryFigures | null> {
    try {
      return await this.territories.figures(ctx);
    } catch (error) {
      this.log.warn({ err: error }, 'the figures of a territory could not be read');
      return null;
    }
  }
}
