import { signInCodeSchema } from '@halles/contracts';
import { ProConnectService, SessionService, SignInService } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { SecondFactorRefused, SignInLimiter } from '@halles/platform/auth';
import { contextOf, localeOfPath, Public, readReturnPath, visitorKey } from '@halles/platform/http';
import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAccess } from './account-access';
import { sessionCookie, stepCookie } from './account-cookies';
import { agentOf, goTo, proceed } from './account-flow';
import { emptyForm, type FormState, invalid, refused, typed } from './account-form';
import { AccountPages } from './account-pages';
import { accountPaths, accountRoutes, RETURN_TO, signInPath } from './account-routes';
import { textOf } from './form-fields';
import { SignInGuard, type SignInTry } from './sign-in.guard';
import { presentCode, presentSignedOut, presentSignIn } from './sign-in.presenter';

/** Signing in by password, the code that may follow, and signing out. */
@Public()
@Controller()
export class SignInController {
  constructor(
    private readonly pages: AccountPages,
    private readonly access: AccountAccess,
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
    private readonly proConnect: ProConnectService,
    private readonly limiter: SignInLimiter,
  ) {}

  @Get(accountPaths('signIn'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) returnTo: unknown,
  ): Promise<void> {
    const session = await this.access.find(request);
    this.show(request, reply, 200, emptyForm, readReturnPath(returnTo), session?.account.name ?? null);
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
      const { status, form } = refused(user.refusal, typed(body, 'email'));
      this.show(request, reply, status, form, returnTo, null);
      return;
    }
    const signedIn = {
      ...agentOf(request),
      accountId: user.account.id,
      authenticatedBy: 'password',
    } as const;
    const ctx = contextOf(request);
    proceed(
      request,
      reply,
      await this.signIns.complete(ctx, signedIn, returnTo, systemClock.now()),
      returnTo,
    );
  }

  @Get(accountPaths('code'))
  async codeForm(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const step = await this.stepOf(request);
    if (step) this.showCode(request, reply, 200, emptyForm);
    else goTo(reply, accountRoutes.signIn[localeOfPath(request.url)]);
  }

  @Post(accountPaths('code'))
  async code(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const step = await this.stepOf(request);
    if (!step) {
      goTo(reply, accountRoutes.signIn[localeOfPath(request.url)]);
      return;
    }
    try {
      const { session, returnTo } = await this.finish(request, step, textOf(body, 'code'));
      void reply.header('set-cookie', stepCookie.clear());
      proceed(request, reply, { session }, returnTo);
    } catch (error) {
      const { status, form } = refused(error, {});
      this.showCode(request, reply, status, form);
    }
  }

  /**
   * Ends the session, on the server and in the browser; does nothing where there is none. Whoever signed in with
   * ProConnect goes on to sign out there: by a page, since a form of ours may not lead to another site.
   */
  @Post(accountPaths('signOut'))
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = sessionCookie.read(request.headers.cookie);
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const ended = token === null ? null : await this.sessions.close(ctx, token);
    void reply.header('set-cookie', sessionCookie.clear());
    const address = ended && (await this.proConnect.signOutAddress(ctx, ended, locale));
    if (address === null) {
      goTo(reply, signInPath(locale, null));
      return;
    }
    void reply.header('refresh', `0;url=${address}`);
    this.pages.show(request, reply, {
      name: 'signedOut',
      paths: accountRoutes.signIn,
      present: (scope) => presentSignedOut(scope, address),
    });
  }

  /** @throws SecondFactorRefused, TooManySignIns, LinkEnded */
  private async finish(
    request: FastifyRequest,
    step: NonNullable<Awaited<ReturnType<SignInController['stepOf']>>>,
    code: string,
  ): Promise<{ session: string; returnTo: string | null }> {
    const ctx = contextOf(request);
    const parsed = signInCodeSchema.safeParse({ code });
    if (!parsed.success) throw invalid(parsed);
    // Guesses at the code count as guesses at the account, apart from those at its password.
    const attempt = await this.limiter.admit(
      `code:${step.accountId}`,
      visitorKey(request.ip),
      ctx.tenant.role,
    );
    try {
      const done = await this.signIns.finish(
        ctx,
        step.token,
        parsed.data.code,
        agentOf(request),
        systemClock.now(),
      );
      await attempt.succeeded();
      return done;
    } catch (error) {
      if (error instanceof SecondFactorRefused) await attempt.failed();
      throw error;
    }
  }

  private async stepOf(
    request: FastifyRequest,
  ): Promise<{ readonly token: string; readonly accountId: string } | null> {
    const token = stepCookie.read(request.headers.cookie);
    const link =
      token === null ? null : await this.signIns.stepOf(contextOf(request), token, systemClock.now());
    return token === null || !link || link.accountId === null ? null : { token, accountId: link.accountId };
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    form: FormState,
    returnTo: string | null,
    signedInAs: string | null,
  ): void {
    const state = { form, returnTo, signedInAs, offersProConnect: this.proConnect.isOffered };
    this.pages.show(request, reply, {
      name: 'signIn',
      paths: accountRoutes.signIn,
      status,
      present: (scope) => presentSignIn(scope, state),
    });
  }

  private showCode(request: FastifyRequest, reply: FastifyReply, status: number, form: FormState): void {
    this.pages.show(request, reply, {
      name: 'code',
      paths: accountRoutes.code,
      status,
      present: (scope) => presentCode(scope, form),
    });
  }
}
