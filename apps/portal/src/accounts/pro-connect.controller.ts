import { pathTo } from '@halles/contracts';
import { ProConnectService } from '@halles/domain/accounts';
import { DomainError, type Locale, systemClock } from '@halles/kernel';
import {
  contextOf,
  localeOfPath,
  PageNotFound,
  Public,
  RateLimit,
  readReturnPath,
  Requires,
  toProblem,
} from '@halles/platform/http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserCookie } from './account-cookies';
import { agentOf, goTo, isRecent, proceed, recogniseBrowser, signInAgain } from './account-flow';
import { AccountPages } from './account-pages';
import { sessionOf } from './account-request';
import { accountPaths, accountRoutes, PROCONNECT_RETURN, RETURN_TO, signInPath } from './account-routes';
import { section } from './account-views';

/** Signing in with ProConnect, and linking an identity of it to an account. */
@Controller()
export class ProConnectController {
  constructor(
    private readonly pages: AccountPages,
    private readonly proConnect: ProConnectService,
  ) {}

  @Get(accountPaths('proConnect'))
  @Public()
  @RateLimit('login')
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) asked: unknown,
  ): Promise<void> {
    const returnTo = readReturnPath(asked) ?? pathTo('merchant', localeOfPath(request.url));
    await this.leave(request, reply, returnTo, null);
  }

  @Get(accountPaths('linkProConnect'))
  @Requires('account.own')
  @RateLimit('login')
  async link(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = sessionOf(request);
    if (!isRecent(session)) {
      signInAgain(request, reply);
      return;
    }
    const returnTo = accountRoutes.account[localeOfPath(request.url)];
    await this.leave(request, reply, returnTo, session.account.id);
  }

  @Get(PROCONNECT_RETURN)
  @Public()
  async back(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const ctx = contextOf(request);
    const now = systemClock.now();
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const browser = browserCookie.read(request.headers.cookie);
    try {
      const agent = agentOf(request);
      const { outcome, returnTo } = await this.proConnect.finish(ctx, query, browser, agent, now);
      proceed(request, reply, outcome, returnTo);
    } catch (error) {
      this.showRefusal(request, reply, error);
    }
  }

  private async leave(
    request: FastifyRequest,
    reply: FastifyReply,
    returnTo: string,
    accountId: string | null,
  ): Promise<void> {
    if (!this.proConnect.isOffered) throw new PageNotFound({});
    const asking = {
      browser: recogniseBrowser(request, reply),
      returnTo,
      locale: localeOfPath(returnTo),
      accountId,
    };
    try {
      goTo(reply, await this.proConnect.begin(contextOf(request), asking, systemClock.now()));
    } catch (error) {
      this.showRefusal(request, reply, error);
    }
  }

  private showRefusal(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    if (!(error instanceof DomainError)) throw error;
    const { status } = toProblem(error, 'fr', '', request.id);
    const detail = (locale: Locale): string => error.detail(locale);
    this.pages.show(request, reply, {
      name: 'proConnect',
      paths: accountRoutes.signIn,
      status,
      present: ({ texts, locale }) => ({
        problem: detail(locale),
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
