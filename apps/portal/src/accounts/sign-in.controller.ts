import { patternsOf, portalRoutes, RETURN_TO, returnQueryOf } from '@halles/contracts';
import { ProConnectService, SessionService, SignInService } from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import { SecondFactorRefused, SignInLimiter } from '@halles/platform/auth';
import {
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  refusalOf,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  RateLimit,
  readReturnPath,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import type { Page, PageOptions } from '../rendering/page';
import { AccountAccess } from './account-access';
import { sessionCookie, stepCookie } from './account-cookies';
import { accountPage } from './account-page';
import { signInCodeForm } from './account.forms';
import { agentOf, codeGuess, proceed } from './sign-in-flow';
import { type ReturnQuery, returnQuery, signInPath } from './sign-in-path';
import { AttemptedSignIn, type SignInAttempt, SignInGuard } from './sign-in.guard';
import { leadsToOrders, presentCode, presentSignedOut, presentSignIn } from './sign-in.presenter';

/** A sign-in whose password or link was right, and that waits for its code. */
interface PendingSignIn {
  readonly token: string;
  readonly accountId: string;
}

/** Signing in by password, the code that may follow, and signing out. */
@Public()
@Controller()
export class SignInController {
  constructor(
    private readonly access: AccountAccess,
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
    private readonly proConnect: ProConnectService,
    private readonly limiter: SignInLimiter,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.signIn'))
  async form(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @Query({ schema: returnQuery }) { suite }: ReturnQuery,
  ): Promise<Page> {
    const session = await this.access.find(ctx, client.cookies);
    return this.page(newForm(), suite, session?.account.name ?? null);
  }

  @RateLimit('login')
  @Post(patternsOf('account.signIn'))
  @UseGuards(SignInGuard)
  async signIn(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @AttemptedSignIn() attempt: SignInAttempt,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { values } = posted;
    const returnTo = readReturnPath(textOf(values, RETURN_TO));
    if ('refusal' in attempt) {
      const { state, ...answer } = refusalOf(attempt.refusal, values);
      return this.page(state, returnTo, null, answer);
    }
    const signedIn = {
      ...agentOf(client),
      accountId: attempt.account.id,
      authenticatedBy: 'password',
    } as const;
    const outcome = await this.signIns.complete(ctx, signedIn, returnTo, this.clock.now());
    return proceed(outcome, returnTo, locale);
  }

  @Get(patternsOf('account.signInCode'))
  async codeForm(@PortalRequest() { ctx, locale, client }: PortalRequest): Promise<Page | HttpAnswer> {
    const pending = await this.pendingOf(ctx, client);
    return pending ? codePage(newForm()) : redirectTo(signInPath(locale, null));
  }

  @Post(patternsOf('account.signInCode'))
  async code(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const pending = await this.pendingOf(ctx, client);
    if (!pending) return redirectTo(signInPath(locale, null));
    return submitForm<{ readonly code: string }, Page | HttpAnswer>(
      signInCodeForm.read(posted),
      async ({ code }) => {
        const { session, returnTo } = await this.finish(ctx, client, pending, code);
        return proceed({ session }, returnTo, locale).withCookies(stepCookie.clear());
      },
      ({ state, ...answer }) => codePage(state, answer),
    );
  }

  /**
   * Ends the session, on the server and in the browser; does nothing where there is none. Whoever signed in with
   * ProConnect goes on to sign out there: by a page, since a form of ours may not lead to another site.
   */
  @Post(patternsOf('account.signOut'))
  async signOut(@PortalRequest() { ctx, locale, client }: PortalRequest): Promise<Page | HttpAnswer> {
    const token = sessionCookie.read(client.cookies);
    const ended = token === null ? null : await this.sessions.close(ctx, token);
    const address = ended && (await this.proConnect.signOutAddress(ctx, ended, locale));
    if (address === null) return redirectTo(signInPath(locale, null)).withCookies(sessionCookie.clear());
    return accountPage({
      name: 'signedOut',
      paths: portalRoutes['account.signIn'],
      headers: { refresh: `0;url=${address}`, 'set-cookie': sessionCookie.clear() },
      present: (scope) => presentSignedOut(scope, address),
    });
  }

  /** @throws SecondFactorRefused, TooManySignIns, LinkEnded */
  private finish(
    ctx: TenantContext,
    client: Client,
    { token, accountId }: PendingSignIn,
    code: string,
  ): Promise<{ readonly session: string; readonly returnTo: string | null }> {
    const finish = () => this.signIns.finish(ctx, token, code, agentOf(client), this.clock.now());
    return this.limiter.guess(codeGuess(ctx, client, accountId), SecondFactorRefused, finish);
  }

  private async pendingOf(ctx: TenantContext, { cookies }: Client): Promise<PendingSignIn | null> {
    const token = stepCookie.read(cookies);
    if (token === null) return null;
    const link = await this.signIns.stepOf(ctx, token, this.clock.now());
    return !link || link.accountId === null ? null : { token, accountId: link.accountId };
  }

  private page(
    form: FormState,
    returnTo: string | null,
    signedInAs: string | null,
    options: PageOptions = {},
  ): Page {
    const state = { form, returnTo, signedInAs, offersProConnect: this.proConnect.isOffered };
    return accountPage({
      name: leadsToOrders(returnTo) ? 'signInToOrder' : 'signIn',
      paths: portalRoutes['account.signIn'],
      query: returnQueryOf(returnTo),
      ...options,
      present: (scope) => presentSignIn(scope, state),
    });
  }
}

const codePage = (state: FormState, options: PageOptions = {}): Page =>
  accountPage({
    name: 'code',
    paths: portalRoutes['account.signInCode'],
    ...options,
    present: (scope) => presentCode(scope, state),
  });
