import { SessionService } from '@halles/domain/accounts';
import { DomainError, systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Public, toProblem } from '@halles/platform/http';
import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from './account-cookies';
import { AccountPages } from './account-pages';
import { accountPaths, accountRoutes, PRO_HOME, RETURN_TO } from './account-routes';
import { textOf } from './form-fields';
import { readReturnPath } from './return-path';
import { SignInGuard, type SignInTry } from './sign-in.guard';
import { presentSignIn, type SignInState } from './sign-in.presenter';

/** Signing in and out. */
@Public()
@Controller()
export class SignInController {
  constructor(
    private readonly pages: AccountPages,
    private readonly sessions: SessionService,
  ) {}

  @Get(accountPaths('signIn'))
  form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) returnTo: unknown,
  ): void {
    this.show(request, reply, 200, { email: '', returnTo: readReturnPath(returnTo) });
  }

  @Post(accountPaths('signIn'))
  @UseGuards(SignInGuard)
  async signIn(
    @Req() request: FastifyRequest & { readonly user: SignInTry },
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const returnTo = readReturnPath(textOf(body, RETURN_TO));
    const { user } = request;
    if ('refusal' in user) {
      this.refuse(request, reply, user.refusal, { email: textOf(body, 'email'), returnTo });
      return;
    }
    const token = await this.sessions.begin(
      contextOf(request),
      {
        accountId: user.account.id,
        authenticatedBy: 'password',
        browser: request.headers['user-agent'] ?? '',
        previousToken: sessionCookie.read(request.headers.cookie),
      },
      systemClock.now(),
    );
    void reply
      .headers({ 'set-cookie': sessionCookie.give(token), 'cache-control': 'no-store' })
      .redirect(returnTo ?? PRO_HOME[localeOfPath(request.url)], 303);
  }

  /** Ends the session, on the server and in the browser; does nothing where there is none. */
  @Post(accountPaths('signOut'))
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = sessionCookie.read(request.headers.cookie);
    if (token !== null) await this.sessions.close(contextOf(request), token);
    const home = localeOfPath(request.url) === 'en' ? '/en' : '/';
    void reply
      .headers({ 'set-cookie': sessionCookie.clear(), 'cache-control': 'no-store' })
      .redirect(home, 303);
  }

  private refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    refusal: Error,
    state: Pick<SignInState, 'email' | 'returnTo'>,
  ): void {
    if (!(refusal instanceof DomainError)) throw refusal;
    const locale = localeOfPath(request.url);
    const { status } = toProblem(refusal, locale, accountRoutes.signIn[locale], request.id);
    const faulty = refusal.faults.flatMap(({ pointer }) =>
      pointer === '/email' ? (['email'] as const) : pointer === '/password' ? (['password'] as const) : [],
    );
    this.show(request, reply, status, { ...state, problem: refusal.detail(locale), faulty });
  }

  private show(request: FastifyRequest, reply: FastifyReply, status: number, state: SignInState): void {
    this.pages.show(request, reply, {
      name: 'signIn',
      paths: accountRoutes.signIn,
      status,
      present: (scope) => presentSignIn(scope, state),
    });
  }
}
