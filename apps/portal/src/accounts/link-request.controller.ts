import { addressSchema, signUpSchema } from '@halles/contracts';
import { type Asking, LinkLimiter, SignUpService } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { errorAt, isGuessable, PasswordTooGuessable } from '@halles/platform/auth';
import { contextOf, localeOfPath, Public, readReturnPath, visitorKey } from '@halles/platform/http';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { goTo, recogniseBrowser } from './account-flow';
import { emptyForm, type FieldName, type FormState, invalid, refused, typed } from './account-form';
import { AccountPages } from './account-pages';
import { accountPaths, accountRoutes, RETURN_TO } from './account-routes';
import { textOf } from './form-fields';
import { type AskingPage, presentAsking, presentSaid } from './link.presenter';

/** Asking for a link by mail: to sign in, to choose a new password, or for a new account. What is answered is the same for any address. */
@Public()
@Controller()
export class LinkRequestController {
  constructor(
    private readonly pages: AccountPages,
    private readonly signUps: SignUpService,
    private readonly limiter: LinkLimiter,
  ) {}

  @Get(accountPaths('signUp'))
  signUpForm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) to: unknown,
  ): void {
    this.show(request, reply, 'signUp', 200, emptyForm, readReturnPath(to));
  }

  @Post(accountPaths('signUp'))
  async signUp(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const returnTo = readReturnPath(textOf(body, RETURN_TO));
    await this.attempt(
      request,
      reply,
      { page: 'signUp', body, shown: ['name', 'email'], returnTo },
      async (asking) => {
        const parsed = signUpSchema.safeParse({ ...typed(body, 'name', 'email', 'newPassword') });
        if (!parsed.success) throw invalid(parsed);
        const { email, name, newPassword: password } = parsed.data;
        if (isGuessable(password, email))
          throw new PasswordTooGuessable({}, errorAt('/newPassword', new PasswordTooGuessable({})));
        await this.limiter.take(contextOf(request), email, visitorKey(request.ip));
        await this.signUps.signUp(contextOf(request), { email, name, password }, asking, systemClock.now());
      },
    );
  }

  @Get(accountPaths('password'))
  passwordForm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) to: unknown,
  ): void {
    this.show(request, reply, 'password', 200, emptyForm, readReturnPath(to));
  }

  @Post(accountPaths('password'))
  async password(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const returnTo = readReturnPath(textOf(body, RETURN_TO));
    await this.attempt(request, reply, { page: 'password', body, shown: ['email'], returnTo }, (asking) =>
      this.sendLink(request, 'password', textOf(body, 'email'), asking),
    );
  }

  @Get(accountPaths('signInByLink'))
  byLinkForm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query(RETURN_TO) to: unknown,
  ): void {
    this.show(request, reply, 'signInByLink', 200, emptyForm, readReturnPath(to));
  }

  @Post(accountPaths('signInByLink'))
  async signInByLink(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const returnTo = readReturnPath(textOf(body, RETURN_TO));
    const asking = this.asking(request, reply, returnTo);
    try {
      await this.sendLink(request, 'sign-in', textOf(body, 'linkEmail'), asking);
      goTo(reply, accountRoutes.linkSent[asking.locale]);
    } catch (error) {
      // The form of the sign-in page comes back as a page of its own: the other forms there have no error.
      const { status, form } = refused(error, typed(body, 'linkEmail'), { email: 'linkEmail' });
      this.show(request, reply, 'signInByLink', status, form, returnTo);
    }
  }

  @Get(accountPaths('linkSent'))
  sent(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, {
      name: 'linkSent',
      paths: accountRoutes.linkSent,
      present: (scope) => presentSaid(scope, 'linkSent'),
    });
  }

  private async sendLink(
    request: FastifyRequest,
    kind: 'sign-in' | 'password',
    typedEmail: string,
    asking: Asking,
  ): Promise<void> {
    const parsed = addressSchema.safeParse({ email: typedEmail });
    if (!parsed.success) throw invalid(parsed);
    const { email } = parsed.data;
    await this.limiter.take(contextOf(request), email, visitorKey(request.ip));
    await this.signUps.sendLink(contextOf(request), kind, email, asking, systemClock.now());
  }

  private asking(request: FastifyRequest, reply: FastifyReply, returnTo: string | null): Asking {
    return { locale: localeOfPath(request.url), browser: recogniseBrowser(request, reply), returnTo };
  }

  private async attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: {
      readonly page: 'signUp' | 'password';
      readonly body: unknown;
      readonly shown: readonly FieldName[];
      readonly returnTo: string | null;
    },
    send: (asking: Asking) => Promise<void>,
  ): Promise<void> {
    const asking = this.asking(request, reply, asked.returnTo);
    try {
      await send(asking);
      goTo(reply, accountRoutes.linkSent[asking.locale]);
    } catch (error) {
      const { status, form } = refused(error, typed(asked.body, ...asked.shown));
      this.show(request, reply, asked.page, status, form, asked.returnTo);
    }
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    page: AskingPage,
    status: number,
    form: FormState,
    returnTo: string | null,
  ): void {
    this.pages.show(request, reply, {
      name: page,
      paths: accountRoutes[page],
      status,
      present: (scope) => presentAsking(scope, page, form, returnTo),
    });
  }
}
