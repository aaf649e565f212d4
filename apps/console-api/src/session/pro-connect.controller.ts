import {
  type Leaving,
  type LinkProConnect,
  linkProConnectSchema,
  type ProConnectOffer,
  type ProConnectView,
} from '@halles/contracts';
import { DomainError } from '@halles/kernel';
import {
  ConsoleProConnect,
  type HeldSession,
  readSessionCookie,
  sessionCookie,
} from '@halles/domain/console-accounts';
import { PageNotFound, Public, RateLimit, readReturnPath, Requires, visitorKey } from '@halles/platform/http';
import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recogniseBrowser } from '../oidc/attempt-cookie';
import { consolePage, RETURN_PARAMETER } from '../oidc/console-pages';
import { Held } from './console-request';

/** Leaving for ProConnect, to sign in or to link an identity. The way back ends at the central address. */
@Controller('api')
export class ProConnectController {
  constructor(private readonly proConnect: ConsoleProConnect) {}

  /** Whether the sign-in page offers it. */
  @Get('proconnect')
  @Public()
  @Header('cache-control', 'no-store')
  offer(): ProConnectOffer {
    return { isOffered: this.proConnect.isOffered };
  }

  /** Sends the browser to ProConnect. */
  @Get('proconnect/sign-in')
  @Public()
  @RateLimit('login')
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_PARAMETER) returnParameter: unknown,
  ): Promise<void> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const returnTo = readReturnPath(returnParameter) ?? '/';
    const leaving = { browser: recogniseBrowser(request, reply), returnTo };
    const address = await this.proConnect
      .begin(leaving, readSessionCookie(request.headers.cookie))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        return consolePage('signIn', error.code, returnTo);
      });
    void reply.header('cache-control', 'no-store').redirect(address, 303);
  }

  /** What the account's owner sees of it. */
  @Get('session/proconnect')
  @Requires('session.own')
  @Header('cache-control', 'no-store')
  async view(@Held() held: HeldSession): Promise<ProConnectView> {
    const link = await this.proConnect.linkOf(held);
    return {
      isOffered: this.proConnect.isOffered,
      link: link && { linkedAt: link.linkedAt.toISOString(), siren: link.siren },
    };
  }

  /** Begins to link an identity: says where the browser goes. */
  @Post('session/proconnect')
  @Requires('session.own')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async link(
    @Held() held: HeldSession,
    @Body({ schema: linkProConnectSchema }) { password }: LinkProConnect,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Leaving> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const leaving = {
      browser: recogniseBrowser(request, reply),
      returnTo: consolePage('security', 'linked'),
    };
    const address = await this.proConnect.beginLink(held, leaving, password, visitorKey(request.ip));
    return { address };
  }

  /** Takes the link away; every other session of the account ends. */
  @Delete('session/proconnect')
  @Requires('session.own')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async unlink(@Held() held: HeldSession, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    void reply.header('set-cookie', sessionCookie(await this.proConnect.unlink(held)));
  }
}
