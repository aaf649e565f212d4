import { PageNotFound, Public } from '@halles/platform/http';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OidcReturn } from './oidc-return';

/** Sends browsers that come back from ProConnect on to their portal. */
@Public()
@Controller('oidc')
export class OidcReturnController {
  constructor(private readonly back: OidcReturn) {}

  @Get('callback')
  forward(@Query() query: Readonly<Record<string, unknown>>, @Res() reply: FastifyReply): void {
    const address = this.back.addressOf(query);
    if (address === null) throw new PageNotFound({});
    void reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(address, 303);
  }
}
