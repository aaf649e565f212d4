import {
  pathTo,
  patternsOf,
  type PortalRoute,
  portalRoutes,
  RETURN_TO,
  returnQueryOf,
} from '@halles/contracts';
import { type LinkOrigin, SignUpService } from '@halles/domain/accounts';
import { Clock, type Locale } from '@halles/kernel';
import { errorAt, isGuessable, LinkLimiter, PasswordTooGuessable } from '@halles/platform/auth';
import {
  type FormReading,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  type Client,
  type HttpAnswer,
  PortalRequest,
  Public,
  readReturnPath,
  redirectTo,
} from '@halles/platform/http';
import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Page, PageOptions } from '../rendering/page';
import { accountPage } from './account-page';
import { forgottenPasswordForm, linkRequestForm, signUpForm } from './account.forms';
import { type LinkRequestPage, presentLinkRequest } from './link.presenter';
import { linkRequest, recogniseBrowser } from './sign-in-flow';
import { type ReturnQuery, returnQuery } from './sign-in-path';

/** Where each page that asks for a link is. */
const ROUTES = {
  signUp: 'account.signUp',
  password: 'account.forgottenPassword',
  signInByLink: 'account.signInByLink',
} as const satisfies Record<LinkRequestPage, PortalRoute>;

/** Asking for a link by mail: to sign in, to choose a new password, or for a new account. What is answered is the same for any address. */
@Public()
@Controller()
export class LinkRequestController {
  constructor(
    private readonly signUps: SignUpService,
    private readonly limiter: LinkLimiter,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.signUp'))
  signUpForm(@Query({ schema: returnQuery }) { suite }: ReturnQuery): Page {
    return requestPage('signUp', newForm(), suite);
  }

  @Post(patternsOf('account.signUp'))
  signUp(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.submit(
      'signUp',
      { locale, client, reading: signUpForm.read(posted) },
      async ({ email, name, newPassword: password }, origin) => {
        if (isGuessable(password, email))
          throw new PasswordTooGuessable({}, errorAt('/newPassword', new PasswordTooGuessable({})));
        await this.limiter.limit(linkRequest(ctx, client, email), () =>
          this.signUps.signUp(ctx, { email, name, password }, origin, this.clock.now()),
        );
      },
    );
  }

  @Get(patternsOf('account.forgottenPassword'))
  passwordForm(@Query({ schema: returnQuery }) { suite }: ReturnQuery): Page {
    return requestPage('password', newForm(), suite);
  }

  @Post(patternsOf('account.forgottenPassword'))
  password(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.submit(
      'password',
      { locale, client, reading: forgottenPasswordForm.read(posted) },
      async ({ email }, origin) => {
        await this.limiter.limit(linkRequest(ctx, client, email), () =>
          this.signUps.sendLink(ctx, 'password', email, origin, this.clock.now()),
        );
      },
    );
  }

  @Get(patternsOf('account.signInByLink'))
  byLinkForm(@Query({ schema: returnQuery }) { suite }: ReturnQuery): Page {
    return requestPage('signInByLink', newForm(), suite);
  }

  /** The form of the sign-in page comes back as a page of its own: the other forms there have no error. */
  @Post(patternsOf('account.signInByLink'))
  signInByLink(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.submit(
      'signInByLink',
      { locale, client, reading: linkRequestForm.read(posted) },
      async ({ linkEmail: email }, origin) => {
        await this.limiter.limit(linkRequest(ctx, client, email), () =>
          this.signUps.sendLink(ctx, 'sign-in', email, origin, this.clock.now()),
        );
      },
    );
  }

  private submit<T>(
    name: LinkRequestPage,
    {
      locale,
      client,
      reading,
    }: { readonly locale: Locale; readonly client: Client; readonly reading: FormReading<T> },
    send: (input: T, origin: LinkOrigin) => Promise<void>,
  ): Promise<Page | HttpAnswer> {
    const returnTo = readReturnPath(textOf(reading.values, RETURN_TO));
    const browser = recogniseBrowser(client);
    return submitForm<T, Page | HttpAnswer>(
      reading,
      async (input) => {
        await send(input, { locale, browser: browser.token, returnTo });
        return redirectTo(pathTo('account.linkSent', locale)).withCookies(...browser.cookies);
      },
      ({ state, ...answer }) => requestPage(name, state, returnTo, answer),
    );
  }
}

const requestPage = (
  name: LinkRequestPage,
  state: FormState,
  returnTo: string | null,
  options: PageOptions = {},
): Page =>
  accountPage({
    name,
    paths: portalRoutes[ROUTES[name]],
    query: returnQueryOf(returnTo),
    ...options,
    present: (scope) => presentLinkRequest(scope, name, state, returnTo),
  });
