import { pathTo, patternsOf } from '@halles/contracts';
import { file, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import { LetterPrinter } from '@halles/platform/letters';
import { Controller, Get } from '@nestjs/common';
import { SpaceRequest } from '../merchant-space';
import { PageRenderer } from '../rendering/page-renderer';
import { presentDoorSign } from './door-sign.presenter';
import { EditorSessions } from './editor-session';

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
  async print(@SpaceRequest() { ctx, locale, listing, user }: SpaceRequest): Promise<HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const sign = presentDoorSign(this.renderer.scope(ctx.tenant, locale), editor);
    if (!sign) return redirectTo(pathTo('merchant.listing', locale, { listing }));
    return file(await this.printer.printSign(ctx.tenant, sign, editor.now), {
      type: 'application/pdf',
      headers: { 'content-disposition': `inline; filename="${editor.listing.slug}.pdf"` },
    });
  }
}
