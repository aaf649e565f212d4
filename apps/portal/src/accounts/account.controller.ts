import { patternsOf, portalRoutes } from '@halles/contracts';
import {
  type AccountSession,
  AccountSettings,
  ProConnectService,
  SessionService,
} from '@halles/domain/accounts';
import { Clock, type Locale } from '@halles/kernel';
import { LinkLimiter, SignInLimiter, WrongCurrentPassword } from '@halles/platform/auth';
import {
  type FormReading,
  type FormState,
  formValuesOf,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
} from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PortalRequest,
  redirectTo,
  Requires,
  visitorKey,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantSpace } from '../merchant-space';
import { Done, pathDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { type AccountChange, accountChanges, accountPath } from './account-changes';
import { sessionCookie } from './account-cookies';
import { presentHome } from './account-home.presenter';
import { ACCOUNT, accountPage } from './account-page';
import { SignedIn } from './account-request';
import { nameForm, newEmailForm, newPasswordForm, passwordChangeForm, sessionForm } from './account.forms';
import { agentOf, linkRequest, isRecent, recogniseBrowser, signInAgain } from './sign-in-flow';

interface PasswordInput {
  readonly currentPassword?: string;
  readonly newPassword: string;
}

/** Somebody's own account. What changes how they sign in asks for a sign-in of the last quarter of an hour. */
@Requires('account.own')
@Controller()
export class AccountController {
  constructor(
    private readonly settings: AccountSettings,
    private readonly sessions: SessionService,
    private readonly proConnect: ProConnectService,
    private readonly links: LinkLimiter,
    private readonly limiter: SignInLimiter,
    private readonly space: MerchantSpace,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account'))
  home(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @Done(accountChanges) done: AccountChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, newForm(), {}, done);
  }

  @Post(patternsOf('account.name'))
  rename(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.submit(ctx, session, nameForm.read(posted), async ({ name }) => {
      await this.settings.rename(ctx, session.account.id, name, locale);
      return redirectTo(accountPath(locale, 'name'));
    });
  }

  @Post(patternsOf('account.password'))
  async changePassword(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { hasPassword } = session.account;
    if (!hasPassword && !isRecent(session, this.clock.now())) return signInAgain(locale);
    const reading: FormReading<PasswordInput> = hasPassword
      ? passwordChangeForm.read(posted)
      : newPasswordForm.read(posted);
    return this.submit(ctx, session, reading, async ({ currentPassword = null, newPassword }) => {
      const change = { currentPassword, newPassword };
      const token = await this.guarded(ctx, client, session, () =>
        this.settings.changePassword(ctx, session, change, agentOf(client), this.clock.now()),
      );
      return redirectTo(accountPath(locale, 'password')).withCookies(sessionCookie.give(token));
    });
  }

  @Post(patternsOf('account.email'))
  async changeEmail(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale);
    return this.submit(ctx, session, newEmailForm.read(posted), async ({ newEmail }) => {
      const browser = recogniseBrowser(client);
      await this.links.limit(linkRequest(ctx, client, newEmail), () =>
        this.settings.requestEmailChange(ctx, session.account, newEmail, browser.token, this.clock.now()),
      );
      return redirectTo(accountPath(locale, 'email')).withCookies(...browser.cookies);
    });
  }

  @Post(patternsOf('account.confirmEmail'))
  confirmEmail(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    return this.submit(ctx, session, { ok: true, values: {}, input: {} }, async () => {
      const browser = recogniseBrowser(client);
      await this.links.limit(linkRequest(ctx, client, session.account.email), () =>
        this.settings.requestEmailConfirmation(ctx, session.account, browser.token, this.clock.now()),
      );
      return redirectTo(accountPath(locale, 'email')).withCookies(...browser.cookies);
    });
  }

  @Post(patternsOf('account.sessions'))
  endSession(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.submit(ctx, session, sessionForm.read(posted), async ({ session: id }) => {
      if (id !== null) await this.sessions.revoke(ctx, session.account.id, id);
      return redirectTo(accountPath(locale, 'device'));
    });
  }

  /** Guesses at the current password count like guesses at the door. */
  private guarded<T>(
    ctx: TenantContext,
    client: Client,
    { account }: AccountSession,
    work: () => Promise<T>,
  ): Promise<T> {
    const guess = { account: account.email, from: visitorKey(client.address), realm: ctx.tenant.role };
    return this.limiter.guess(guess, WrongCurrentPassword, work);
  }

  /** One of the page's forms; where it is refused, the whole page comes back with what was typed in it. */
  private submit<T>(
    ctx: TenantContext,
    session: AccountSession,
    reading: FormReading<T>,
    change: (input: T) => Promise<HttpAnswer>,
  ): Promise<Page | HttpAnswer> {
    return submitForm<T, Page | HttpAnswer>(reading, change, ({ state, ...answer }) =>
      this.page(ctx, session, state, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    form: FormState,
    options: PageOptions,
    done: AccountChange | null = null,
  ): Promise<Page> {
    const { account } = session;
    const values = { ...formValuesOf({ name: account.name }), ...form.values };
    const state = {
      account,
      form: { ...form, values },
      done,
      current: session.id,
      sessions: await this.sessions.list(ctx, account.id, this.clock.now()),
      hasIdentity: await this.proConnect.isLinked(ctx, account.id),
      offersProConnect: this.proConnect.isOffered,
    };
    return accountPage({
      name: 'home',
      frame: await this.space.frame(ctx, session, ACCOUNT),
      paths: portalRoutes.account,
      query: pathDone('', done),
      ...options,
      present: (scope) => presentHome(scope, state),
    });
  }
}
