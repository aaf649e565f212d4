import type { AccountSession } from '@halles/domain/accounts';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { LetterPrinter } from '@halles/platform/letters';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { PageRenderer } from '../rendering/page-renderer';
import { ProDesks } from './pro-desk';
import { proPath, proPatterns } from './pro-routes';
import { presentSign } from './sign.presenter';

/** What a business prints for its door. */
@Controller()
export class SignController {
  constructor(
    private readonly desks: ProDesks,
    private readonly renderer: PageRenderer,
    private readonly printer: LetterPrinter,
  ) {}

  /** A PDF of what is published; where there are no hours to print, the page on which they are said. */
  @Requires('listing.read')
  @Get(proPatterns('sign'))
  async print(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const desk = await this.desks.open(ctx, Number(listing), session, locale);
    const sign = presentSign(this.renderer.scope(ctx.tenant, locale), desk);
    if (!sign) return void reply.redirect(proPath('space', locale, desk.listing.id), 303);
    const pdf = await this.printer.printSign(ctx.tenant, sign, desk.now);
    void reply
      .type('application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `inline; filename="${desk.listing.slug}.pdf"`)
      .send(pdf);
  }
}
