import { fileRoutes, pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import { type AccountSession, ProConnectService } from '@halles/domain/accounts';
import { Clock, DomainError } from '@halles/kernel';
import {
  type Client,
  type HttpAnswer,
  localeOfPath,
  PageNotFound,
  PortalRequest,
  Public,
  RateLimit,
  redirectTo,
  Requires,
  statusOf,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import type { Page } from '../rendering/page';
import { browserCookie } from './account-cookies';
import { accountPage } from './account-page';
import { SignedIn } from './account-request';
import { section } from './account.view';
import { agentOf, isRecent, proceed, recogniseBrowser, signInAgain } from './sign-in-flow';
import { type ReturnQuery, returnQuery, signInPath } from './sign-in-path';

/** Signing in with ProConnect, and linking an identity of it to an account. */
@Controller()
export class ProConnectController {
  constructor(
    private readonly proConnect: ProConnectService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.signInProConnect'))
  @Public()
  @RateLimit('login')
  begin(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Query({ schema: returnQuery }) { suite }: ReturnQuery,
  ): Promise<Page | HttpAnswer> {
    return this.leave(ctx, client, suite ?? pathTo('merchant', locale), null);
  }

  @Get(patternsOf('account.linkProConnect'))
  @Requires('account.own')
  @RateLimit('login')
  async link(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale);
    return this.leave(ctx, client, pathTo('account', locale), session.account.id);
  }

  @Get(fileRoutes.proConnectReturn)
  @Public()
  async back(@PortalRequest() { ctx, locale, client }: PortalRequest): Promise<Page | HttpAnswer> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const query = new URLSearchParams(client.url.split('?')[1] ?? '');
    const browser = browserCookie.read(client.cookies);
    return orRefusal(async () => {
      const agent = agentOf(client);
      const { outcome, returnTo } = await this.proConnect.finish(
        ctx,
        query,
        browser,
        agent,
        this.clock.now(),
      );
      return proceed(outcome, returnTo, locale);
    });
  }

  private async leave(
    ctx: TenantContext,
    client: Client,
    returnTo: string,
    accountId: string | null,
  ): Promise<Page | HttpAnswer> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const browser = recogniseBrowser(client);
    const asking = { browser: browser.token, returnTo, locale: localeOfPath(returnTo), accountId };
    return orRefusal(async () => {
      const address = await this.proConnect.begin(ctx, asking, this.clock.now());
      return redirectTo(address).withCookies(...browser.cookies);
    });
  }
}

/** What the provider refuses is said on a page that leads back to signing in. */
async function orRefusal(work: () => Promise<HttpAnswer>): Promise<Page | HttpAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return accountPage({
      name: 'proConnect',
      paths: portalRoutes['account.signIn'],
      status: statusOf(error),
      present: ({ texts, locale }) => ({
        problem: error.detail(locale),
        errors: [],
        sections: [
          section('said', {
            links: [{ href: signInPath(locale, null), label: texts.line('account.toSignIn') }],
          }),
        ],
      }),
    });
  }
}
