import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { LetterPrinter } from '@halles/platform/letters';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { PageRenderer } from '../rendering/page-renderer';
import { EditorSessions } from './editor-session';
import { presentSign } from './door-sign.presenter';

/** What a business prints for its door. */
@Controller()
export class DoorSignController {
  constructor(
    private readonly editors: EditorSessions,
    private readonly renderer: PageRenderer,
    private readonly printer: LetterPrinter,
  ) {}

  /** A PDF of what is published; where there are no hours to print, the page on which they are said. */
  @Requires('listing.read')
  @Get(patternsOf('profile.doorSign'))
  async print(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') listing: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const editor = await this.editors.open(ctx, Number(listing), session, locale);
    const sign = presentSign(this.renderer.scope(ctx.tenant, locale), editor);
    if (!sign)
      return void reply.redirect(pathTo('merchant.listing', locale, { listing: editor.listing.id }), 303);
    const pdf = await this.printer.printSign(ctx.tenant, sign, editor.now);
    void reply
      .type('application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `inline; filename="${editor.listing.slug}.pdf"`)
      .send(pdf);
  }
}
