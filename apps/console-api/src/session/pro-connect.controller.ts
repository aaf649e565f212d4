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
import {
  type Client,
  CurrentClient,
  CurrentRequestId,
  type HttpAnswer,
  json,
  noContent,
  PageNotFound,
  Public,
  RateLimit,
  readReturnPath,
  redirectTo,
  Requires,
  visitorKey,
} from '@halles/platform/http';
import { Body, Controller, Delete, Get, Header, Post, Query } from '@nestjs/common';
import { recogniseBrowser } from '../oidc/attempt-cookie';
import { consolePage, RETURN_PARAMETER } from '../oidc/console-pages';
import { Held } from './console-request';
import { Postboxes } from '../postboxes';

/** Leaving for ProConnect, to sign in or to link an identity. The way back ends at the central address. */
@Controller('api')
export class ProConnectController {
  constructor(
    private readonly proConnect: ConsoleProConnect,
    private readonly postboxes: Postboxes,
  ) {}

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
    @CurrentClient() { cookies }: Client,
    @Query(RETURN_PARAMETER) returnParameter: unknown,
  ): Promise<HttpAnswer> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const returnTo = readReturnPath(returnParameter) ?? '/';
    const browser = recogniseBrowser(cookies);
    const address = await this.proConnect
      .begin({ browser: browser.token, returnTo }, readSessionCookie(cookies))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        return consolePage('signIn', error.code, returnTo);
      });
    return redirectTo(address).withCookies(browser.cookie);
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
  @Header('cache-control', 'no-store')
  async link(
    @Held() held: HeldSession,
    @Body({ schema: linkProConnectSchema }) { password }: LinkProConnect,
    @CurrentClient() client: Client,
  ): Promise<HttpAnswer> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const browser = recogniseBrowser(client.cookies);
    const attempt = { browser: browser.token, returnTo: consolePage('secondFactor', 'linked') };
    const address = await this.proConnect.beginLink(held, attempt, password, visitorKey(client.address));
    const leaving: Leaving = { address };
    return json(leaving).withCookies(browser.cookie);
  }

  /** Takes the link away; every other session of the account ends, and its owner is told by mail. */
  @Delete('session/proconnect')
  @Requires('session.own')
  async unlink(@Held() held: HeldSession, @CurrentRequestId() requestId: string): Promise<HttpAnswer> {
    const token = await this.proConnect.unlink(held, (account, tx) =>
      this.postboxes.securityChanged(tx, account, requestId, 'identity-unlinked'),
    );
    return noContent().withCookies(sessionCookie(token));
  }
}
