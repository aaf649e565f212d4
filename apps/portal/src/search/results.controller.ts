import { patternsOf } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/listings';
import { Public, contextOf, localeOfPath } from '@halles/platform/http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identify, presentLayout } from '../rendering/layout.presenter';
import { KeptDirectory } from '../rendering/kept-directory.service';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { isPrivate, readAsked, writeAsked } from './asked';
import { presentResults } from './results.presenter';
import { ResultsService } from './results.service';

/** The results of a search, of all filters and of none: the same page. */
@Public()
@Controller()
export class ResultsController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly kept: KeptDirectory,
    private readonly results: ResultsService,
  ) {}

  @Get(patternsOf('businesses'))
  async businesses(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    if (await this.kept.send(ctx, request, reply)) return;
    const locale = localeOfPath(request.url);
    const tree = categoriesOf(ctx);
    const asked = readAsked(query, tree);
    const answered = await this.results.answer(ctx, asked, locale);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const body = presentResults(scope, answered);
    const written = writeAsked(asked, tree, locale);
    const next = body.pages?.find(({ back }) => !back)?.href;
    const layout = presentLayout(scope, {
      ...identify(scope, 'businesses'),
      ...(written === '' ? {} : { title: body.heading, noindex: true }),
      query: written,
      ...(next === undefined ? {} : { next }),
    });
    const html = this.renderer.render(ctx.tenant, 'pages/results', { layout, body });
    if (isPrivate(asked)) void this.sender.sendPrivate(reply, 200, { locale, html });
    else void this.sender.send(ctx, request, reply, { locale, html });
  }
}
