import { DomainError } from '@halles/kernel';
import { CONSOLE_STATE, ConsoleProConnect, LINK_STATE, sessionCookie } from '@halles/domain/console-accounts';
import { labelsOfState } from '@halles/platform/auth';
import {
  type Client,
  CurrentClient,
  CurrentRequestId,
  type HttpAnswer,
  PageNotFound,
  Public,
  redirectTo,
} from '@halles/platform/http';
import { Controller, Get, Query } from '@nestjs/common';
import { Postboxes } from '../postboxes';
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
    private readonly postboxes: Postboxes,
  ) {}

  @Get('callback')
  async signedIn(
    @Query({ schema: providerAnswerQuery }) query: ProviderAnswerQuery,
    @CurrentClient() client: Client,
    @CurrentRequestId() requestId: string,
  ): Promise<HttpAnswer> {
    const [owner, purpose] = labelsOfState(query.state) ?? [];
    if (owner !== CONSOLE_STATE) return goOn(this.back.addressOf(query));
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    return this.finish(client, purpose, requestId);
  }

  /** Whoever signed out at ProConnect comes back to where they signed out first. */
  @Get('signed-out')
  signedOut(@Query('state') state: unknown): HttpAnswer {
    return goOn(this.back.signedOutAddressOf(state));
  }

  /** The page of the console that comes next, with the session where one was opened. */
  private async finish(
    { url, cookies }: Client,
    purpose: string | undefined,
    requestId: string,
  ): Promise<HttpAnswer> {
    const query = new URLSearchParams(url.split('?')[1] ?? '');
    try {
      const { token, returnTo } = await this.proConnect.finish(
        query,
        attemptCookie.read(cookies),
        (account, tx) => this.postboxes.securityChanged(tx, account, requestId, 'identity-linked'),
      );
      return goOn(returnTo).withCookies(...(token === null ? [] : [sessionCookie(token)]));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return goOn(consolePage(purpose === LINK_STATE ? 'secondFactor' : 'signIn', error.code));
    }
  }
}

/** @throws PageNotFound where there is nowhere to go */
function goOn(address: string | null): HttpAnswer {
  if (address === null) throw new PageNotFound({});
  return redirectTo(address).withHeaders({ 'referrer-policy': 'no-referrer' });
}
