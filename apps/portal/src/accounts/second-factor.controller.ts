import { signInCodeSchema } from '@halles/contracts';
import { type AccountSession, SecondFactorService } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { SignInLimiter, totpAddress } from '@halles/platform/auth';
import { contextOf, localeOfPath, PageNotFound, Requires, visitorKey } from '@halles/platform/http';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { goTo, isRecent, signInAgain } from './account-flow';
import { emptyForm, type FormState, FieldWriter, invalid, refused } from './account-form';
import { AccountPages } from './account-pages';
import { SignedIn } from './account-request';
import { accountPaths, accountRoutes } from './account-routes';
import { section } from './account-views';
import { textOf } from './form-fields';

/** A drawing opened by itself runs nothing and loads nothing. */
const SVG_POLICY = "sandbox; default-src 'none'";

/** Setting up, and taking away, the code of an authenticator application. */
@Requires('account.own')
@Controller()
export class SecondFactorController {
  constructor(
    private readonly pages: AccountPages,
    private readonly factors: SecondFactorService,
    private readonly limiter: SignInLimiter,
  ) {}

  @Get(accountPaths('secondFactor'))
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    if (!isRecent(session)) signInAgain(request, reply);
    else await this.show(request, reply, session, 200, emptyForm);
  }

  @Get(accountPaths('secondFactorQr'))
  async qr(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const secret = isRecent(session) ? await this.propose(request, session) : null;
    if (secret === null) throw new PageNotFound({});
    const { tenant } = contextOf(request);
    const issuer = tenant.settings.title[localeOfPath(request.url)];
    void reply
      .headers({
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'private, no-store',
        'content-security-policy': SVG_POLICY,
      })
      .send(
        renderSVG(totpAddress(secret, { issuer, label: session.account.email }), { ecc: 'M', border: 2 }),
      );
  }

  @Post(accountPaths('secondFactor'))
  async confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    try {
      const parsed = signInCodeSchema.safeParse({ code: textOf(body, 'appCode') });
      if (!parsed.success) throw invalid(parsed);
      const { id } = session.account;
      const ctx = contextOf(request);
      const attempt = await this.limiter.admit(`code:${id}`, visitorKey(request.ip), ctx.tenant.role);
      const codes = await this.factors.confirm(ctx, id, parsed.data.code, systemClock.now());
      await attempt.succeeded();
      this.showCodes(request, reply, codes);
    } catch (error) {
      const { status, form } = refused(error, {}, { code: 'appCode' });
      await this.show(request, reply, session, status, form);
    }
  }

  @Post(accountPaths('secondFactorOff'))
  async remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    if (!isRecent(session)) return signInAgain(request, reply);
    await this.factors.remove(contextOf(request), session.account.id, systemClock.now());
    goTo(reply, `${accountRoutes.account[localeOfPath(request.url)]}?fait=secondFactor`);
  }

  private propose(request: FastifyRequest, { account }: AccountSession): Promise<string | null> {
    return this.factors.propose(contextOf(request), account.id);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    session: AccountSession,
    status: number,
    form: FormState,
  ): Promise<void> {
    const secret = await this.propose(request, session);
    if (secret === null) return goTo(reply, accountRoutes.account[localeOfPath(request.url)]);
    this.pages.show(request, reply, {
      name: 'secondFactor',
      paths: accountRoutes.secondFactor,
      status,
      present: (scope) => {
        const { texts, locale } = scope;
        const fields = new FieldWriter(scope, form);
        return {
          trail: [{ href: accountRoutes.account[locale], label: texts.line('account.home.heading') }],
          ...fields.summary(),
          sections: [
            section('scan', {
              heading: texts.line('account.secondFactor.scan'),
              paragraphs: [texts.line('account.secondFactor.scanText')],
              picture: {
                src: accountRoutes.secondFactorQr[locale],
                alt: texts.line('account.secondFactor.pictureAlt'),
              },
              codes: [secret.match(/.{1,4}/g)?.join(' ') ?? secret],
            }),
            section('confirm', {
              heading: texts.line('account.secondFactor.confirm'),
              forms: [
                {
                  action: accountRoutes.secondFactor[locale],
                  hidden: [],
                  fields: [fields.field('appCode')],
                  submit: texts.line('account.secondFactor.submit'),
                  look: '',
                },
              ],
            }),
          ],
        };
      },
    });
  }

  private showCodes(request: FastifyRequest, reply: FastifyReply, codes: readonly string[]): void {
    this.pages.show(request, reply, {
      name: 'recoveryCodes',
      paths: accountRoutes.secondFactor,
      present: ({ texts, locale }) => ({
        notice: texts.line('account.recoveryCodes.done'),
        errors: [],
        sections: [
          section('codes', {
            paragraphs: [texts.line('account.recoveryCodes.text')],
            codes,
            links: [{ href: accountRoutes.account[locale], label: texts.line('account.recoveryCodes.back') }],
          }),
        ],
      }),
    });
  }
}
