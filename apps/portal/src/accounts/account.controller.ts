import { accountNameSchema, addressSchema, passwordChangeSchema } from '@halles/contracts';
import {
  type AccountSession,
  AccountSettings,
  IdentityRepository,
  LinkLimiter,
  ProConnectService,
  SessionService,
} from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { SignInLimiter, WrongCurrentPassword } from '@halles/platform/auth';
import { contextOf, localeOfPath, Requires, visitorKey } from '@halles/platform/http';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from './account-cookies';
import { agentOf, goTo, isRecent, recogniseBrowser, signInAgain } from './account-flow';
import { emptyForm, type FieldName, type FormState, invalid, refused, typed } from './account-form';
import { presentHome } from './account-home.presenter';
import { AccountPages } from './account-pages';
import { SignedIn } from './account-request';
import { accountPaths, accountRoutes } from './account-routes';
import { textOf } from './form-fields';

/** Somebody's own account. What changes how they sign in asks for a sign-in of the last quarter of an hour. */
@Requires('account.own')
@Controller()
export class AccountController {
  constructor(
    private readonly pages: AccountPages,
    private readonly settings: AccountSettings,
    private readonly sessions: SessionService,
    private readonly identities: IdentityRepository,
    private readonly proConnect: ProConnectService,
    private readonly links: LinkLimiter,
    private readonly limiter: SignInLimiter,
    private readonly work: UnitOfWork,
  ) {}

  @Get(accountPaths('account'))
  async home(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Query('fait') done: unknown,
  ): Promise<void> {
    const form = { ...emptyForm, values: { name: session.account.name } };
    await this.show(request, reply, session, 200, form, typeof done === 'string' ? done : null);
  }

  @Post(accountPaths('name'))
  async rename(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    await this.attempt(request, reply, session, { body, shown: ['name'], done: 'name' }, async () => {
      const parsed = accountNameSchema.safeParse({
        ...typed(body, 'name'),
        locale: localeOfPath(request.url),
      });
      if (!parsed.success) throw invalid(parsed);
      const { name, locale } = parsed.data;
      await this.settings.rename(contextOf(request), session.account.id, name, locale);
    });
  }

  @Post(accountPaths('newPassword'))
  async changePassword(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    const { hasPassword } = session.account;
    if (!hasPassword && !isRecent(session)) return signInAgain(request, reply);
    const names = { next: 'newPassword', current: 'currentPassword' } as const;
    await this.attempt(request, reply, session, { body, shown: [], done: 'password', names }, async () => {
      const parsed = passwordChangeSchema.safeParse(
        typed(
          body,
          ...(hasPassword ? (['currentPassword', 'newPassword'] as const) : (['newPassword'] as const)),
        ),
      );
      if (!parsed.success) throw invalid(parsed);
      const { currentPassword: current = null, newPassword: next } = parsed.data;
      const token = await this.guarded(request, session, () =>
        this.settings.changePassword(
          contextOf(request),
          session,
          { current, next },
          agentOf(request),
          systemClock.now(),
        ),
      );
      void reply.header('set-cookie', sessionCookie.give(token));
    });
  }

  @Post(accountPaths('email'))
  async changeEmail(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    const asked = { body, shown: ['newEmail'], done: 'email', names: { email: 'newEmail' } } as const;
    await this.attempt(request, reply, session, asked, async () => {
      const parsed = addressSchema.safeParse({ email: textOf(body, 'newEmail') });
      if (!parsed.success) throw invalid(parsed);
      const { email } = parsed.data;
      const ctx = contextOf(request);
      await this.links.take(ctx, email, visitorKey(request.ip));
      const browser = recogniseBrowser(request, reply);
      await this.settings.askForEmail(ctx, session.account, email, browser, systemClock.now());
    });
  }

  @Post(accountPaths('confirmEmail'))
  async confirmEmail(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    await this.attempt(request, reply, session, { body: null, shown: [], done: 'email' }, async () => {
      const ctx = contextOf(request);
      await this.links.take(ctx, session.account.email, visitorKey(request.ip));
      const browser = recogniseBrowser(request, reply);
      await this.settings.askToConfirm(ctx, session.account, browser, systemClock.now());
    });
  }

  @Post(accountPaths('sessions'))
  async endSession(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    await this.attempt(request, reply, session, { body, shown: [], done: 'device' }, async () => {
      const id = textOf(body, 'session');
      if (!/^[0-9a-f-]{36}$/.test(id)) return;
      await this.sessions.revoke(contextOf(request), session.account.id, id);
    });
  }

  /** Guesses at the current password count like guesses at the door. */
  private async guarded<T>(
    request: FastifyRequest,
    { account }: AccountSession,
    work: () => Promise<T>,
  ): Promise<T> {
    const visitor = visitorKey(request.ip);
    const attempt = await this.limiter.admit(account.email, visitor, contextOf(request).tenant.role);
    try {
      const done = await work();
      await attempt.succeeded();
      return done;
    } catch (error) {
      if (error instanceof WrongCurrentPassword) await attempt.failed();
      throw error;
    }
  }

  private async attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    session: AccountSession,
    asked: {
      readonly body: unknown;
      readonly shown: readonly FieldName[];
      readonly done: string;
      readonly names?: Readonly<Record<string, FieldName>>;
    },
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const values = { name: session.account.name, ...typed(asked.body, ...asked.shown) };
      const { status, form } = refused(error, values, asked.names ?? {});
      await this.show(request, reply, session, status, form, null);
      return;
    }
    goTo(reply, `${accountRoutes.account[localeOfPath(request.url)]}?fait=${asked.done}`);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    session: AccountSession,
    status: number,
    form: FormState,
    done: string | null,
  ): Promise<void> {
    const ctx = contextOf(request);
    const { account } = session;
    const state = {
      account,
      form,
      done,
      current: session.id,
      sessions: await this.sessions.list(ctx, account.id, systemClock.now()),
      hasIdentity: (await this.work.read(ctx, (tx) => this.identities.listOf(tx, account.id))).length > 0,
      offersProConnect: this.proConnect.isOffered,
    };
    this.pages.show(request, reply, {
      name: 'home',
      paths: accountRoutes.account,
      status,
      present: (scope) => presentHome(scope, state),
    });
  }
}
