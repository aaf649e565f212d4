import { pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import { type AccountSession, SecondFactorService } from '@halles/domain/accounts';
import { Clock, type Locale } from '@halles/kernel';
import { SecondFactorRefused, SignInLimiter, totpAddress } from '@halles/platform/auth';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  DRAWING_POLICY,
  file,
  type HttpAnswer,
  PageNotFound,
  PortalRequest,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { renderSVG } from 'uqr';
import { MerchantSpace } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { accountPath } from './account-changes';
import { ACCOUNT, accountPage, type AccountPageOptions } from './account-page';
import { SignedIn } from './account-request';
import { applicationCodeForm, signInCodeForm } from './account.forms';
import { presentRecoveryCodes, presentRemoval, presentSecondFactor } from './second-factor.presenter';
import { codeGuess, isRecent, signInAgain } from './sign-in-flow';

/** Setting up, and taking away, the code of an authenticator application. */
@Requires('account.own')
@Controller()
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly limiter: SignInLimiter,
    private readonly space: MerchantSpace,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.secondFactor'))
  async form(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    return isRecent(session, this.clock.now())
      ? this.page(ctx, session, locale, newForm())
      : signInAgain(locale, 'account.secondFactor');
  }

  @Get(patternsOf('account.secondFactorQr'))
  async qr(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<HttpAnswer> {
    const { account } = session;
    const secret = isRecent(session, this.clock.now()) ? await this.factors.propose(ctx, account.id) : null;
    if (secret === null) throw new PageNotFound({});
    const issuer = ctx.tenant.settings.title[locale];
    return file(renderSVG(totpAddress(secret, { issuer, label: account.email }), { ecc: 'M', border: 2 }), {
      type: 'image/svg+xml; charset=utf-8',
      headers: { 'content-security-policy': DRAWING_POLICY },
    });
  }

  @Post(patternsOf('account.secondFactor'))
  async confirm(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale, 'account.secondFactor');
    return submitForm<{ readonly appCode: string }, Page | HttpAnswer>(
      applicationCodeForm.read(posted),
      async ({ appCode }) => {
        const { id } = session.account;
        const confirm = () => this.factors.confirm(ctx, id, appCode, this.clock.now());
        const codes = await this.limiter.guess(codeGuess(ctx, client, id), SecondFactorRefused, confirm);
        return this.framed(ctx, session, {
          name: 'recoveryCodes',
          paths: portalRoutes['account.secondFactor'],
          present: (scope) => presentRecoveryCodes(scope, codes),
        });
      },
      ({ state, ...answer }) => this.page(ctx, session, locale, state, answer),
    );
  }

  @Get(patternsOf('account.removeSecondFactor'))
  async removal(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    return isRecent(session, this.clock.now())
      ? this.removalPage(ctx, session, newForm())
      : signInAgain(locale, 'account.removeSecondFactor');
  }

  @Post(patternsOf('account.removeSecondFactor'))
  async remove(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale, 'account.removeSecondFactor');
    return submitForm<{ readonly code: string }, Page | HttpAnswer>(
      signInCodeForm.read(posted),
      async ({ code }) => {
        const { id } = session.account;
        const remove = () => this.factors.remove(ctx, id, code, this.clock.now());
        await this.limiter.guess(codeGuess(ctx, client, id), SecondFactorRefused, remove);
        return redirectTo(accountPath(locale, 'secondFactor'));
      },
      ({ state, ...answer }) => this.removalPage(ctx, session, state, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    locale: Locale,
    state: FormState,
    options: PageOptions = {},
  ): Promise<Page | HttpAnswer> {
    const secret = await this.factors.propose(ctx, session.account.id);
    if (secret === null) return redirectTo(pathTo('account', locale));
    return this.framed(ctx, session, {
      name: 'secondFactor',
      paths: portalRoutes['account.secondFactor'],
      ...options,
      present: (scope) => presentSecondFactor(scope, secret, state),
    });
  }

  private removalPage(
    ctx: TenantContext,
    session: AccountSession,
    state: FormState,
    options: PageOptions = {},
  ): Promise<Page> {
    return this.framed(ctx, session, {
      name: 'removeSecondFactor',
      paths: portalRoutes['account.removeSecondFactor'],
      ...options,
      present: (scope) => presentRemoval(scope, state),
    });
  }

  /** A page of the account, within the merchant space. */
  private async framed(
    ctx: TenantContext,
    session: AccountSession,
    options: AccountPageOptions,
  ): Promise<Page> {
    return accountPage({ ...options, frame: await this.space.frame(ctx, session, ACCOUNT) });
  }
}
