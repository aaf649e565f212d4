import { DomainError } from '@halles/kernel';
import { CONSOLE_STATE, ConsoleProConnect, LINK_STATE, sessionCookie } from '@halles/domain/console-accounts';
import { labelsOfState } from '@halles/platform/auth';
import { PageNotFound, Public } from '@halles/platform/http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { attemptCookie } from './attempt-cookie';
import { consolePage } from './console-pages';
import { OidcReturn, type ProviderAnswerQuery, providerAnswerQuery } from './oidc-return';

/** Browsers that come back from ProConnect: those of portals are sent on, those of the console are at home. */
@Public()
@Controller('oidc')
export class OidcReturnController {
  constructor(
    private readonly back: OidcReturn,
    private readonly proConnect: ConsoleProConnect,
  ) {}

  @Get('callback')
  async signedIn(
    @Query({ schema: providerAnswerQuery }) query: ProviderAnswerQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [owner, purpose] = labelsOfState(query.state) ?? [];
    if (owner !== CONSOLE_STATE) goOn(reply, this.back.addressOf(query));
    else if (this.proConnect.isOffered) goOn(reply, await this.finish(request, reply, purpose));
    else throw new PageNotFound({});
  }

  /** Whoever signed out at ProConnect comes back to where they signed out first. */
  @Get('signed-out')
  signedOut(@Query('state') state: unknown, @Res() reply: FastifyReply): void {
    goOn(reply, this.back.signedOutAddressOf(state));
  }

  /** @returns the page that comes next */
  private async finish(
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: string | undefined,
  ): Promise<string> {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    try {
      const { token, returnTo } = await this.proConnect.finish(
        query,
        attemptCookie.read(request.headers.cookie),
      );
      if (token !== null) void reply.header('set-cookie', sessionCookie(token));
      return returnTo;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return consolePage(purpose === LINK_STATE ? 'security' : 'signIn', error.code);
    }
  }
}

/** @throws PageNotFound where there is nowhere to go */
function goOn(reply: FastifyReply, address: string | null): void {
  if (address === null) throw new PageNotFound({});
  void reply
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .redirect(address, 303);
}
