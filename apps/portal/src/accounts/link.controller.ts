import { newPasswordSchema } from '@halles/contracts';
import {
  type AccountLink,
  LinkEnded,
  LinkLimiter,
  LinkOfAnotherBrowser,
  LinkService,
  LinkUnknown,
  LinkUseService,
  type LinkView,
} from '@halles/domain/accounts';
import { DomainError, systemClock } from '@halles/kernel';
import { contextOf, localeOfPath, Public, toProblem, visitorKey } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAccess } from './account-access';
import { browserCookie } from './account-cookies';
import { agentOf, goTo, proceed, recogniseBrowser } from './account-flow';
import { emptyForm, type FormState, invalid, refused, typed } from './account-form';
import { AccountPages } from './account-pages';
import { accountPath, accountPaths, accountRoutes } from './account-routes';
import { presentLink, presentOtherBrowser, presentSaid } from './link.presenter';

/**
 * What is behind the links of mails. Opening one changes nothing, since programs open mails before people do: its page
 * has a button, and the button does it.
 */
@Public()
@Controller()
export class LinkController {
  constructor(
    private readonly pages: AccountPages,
    private readonly access: AccountAccess,
    private readonly links: LinkService,
    private readonly uses: LinkUseService,
    private readonly limiter: LinkLimiter,
  ) {}

  @Get(accountPaths('link'))
  async open(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    try {
      const { link } = await this.look(request, token);
      this.showLink(request, reply, 200, link, token, emptyForm);
    } catch (error) {
      this.showRefusal(request, reply, token, error);
    }
  }

  @Post(accountPaths('link'))
  async use(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const { link } = await this.look(request, token);
      await this.attempt(request, reply, link, token, body);
    } catch (error) {
      this.showRefusal(request, reply, token, error);
    }
  }

  @Post(accountPaths('renewLink'))
  async renew(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    const ctx = contextOf(request);
    const now = systemClock.now();
    try {
      const { link } = await this.links.look(ctx, token, null, now);
      await this.limiter.take(ctx, link.email, visitorKey(request.ip));
      await this.links.renew(ctx, token, recogniseBrowser(request, reply), now);
      goTo(reply, accountRoutes.linkSent[localeOfPath(request.url)]);
    } catch (error) {
      this.showRefusal(request, reply, token, error);
    }
  }

  /** @throws LinkUnknown, LinkEnded, LinkOfAnotherBrowser */
  private async look(request: FastifyRequest, token: string): Promise<LinkView> {
    const browser = browserCookie.read(request.headers.cookie);
    const view = await this.links.look(contextOf(request), token, browser, systemClock.now());
    if (!view.isOpen) throw new LinkEnded({});
    if (!view.isOfThisBrowser) throw new LinkOfAnotherBrowser({});
    return view;
  }

  private async attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    link: AccountLink,
    token: string,
    body: unknown,
  ): Promise<void> {
    try {
      const use = {
        token,
        browser: browserCookie.read(request.headers.cookie),
        session: await this.access.find(request),
        password: link.kind === 'password' ? chosenPassword(body) : null,
        agent: agentOf(request),
      };
      const ctx = contextOf(request);
      const { outcome, returnTo } = await this.uses.use(ctx, use, systemClock.now());
      await this.limiter.used(ctx, link.email, visitorKey(request.ip));
      const isChange = link.kind === 'email' || link.kind === 'confirm';
      const account = accountRoutes.account[localeOfPath(request.url)];
      proceed(request, reply, outcome, isChange ? account : returnTo);
    } catch (error) {
      if (isOfLink(error)) throw error;
      const { status, form } = refused(error, {}, { password: 'newPassword' });
      this.showLink(request, reply, status, link, token, form);
    }
  }

  private showLink(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    link: AccountLink,
    token: string,
    form: FormState,
  ): void {
    this.pages.show(request, reply, {
      name: `link.pages.${link.kind}`,
      paths: accountPath('link', { token }),
      status,
      present: (scope) => presentLink(scope, link, token, form),
    });
  }

  /** A link that does not serve says why, and what to do. */
  private showRefusal(request: FastifyRequest, reply: FastifyReply, token: string, error: unknown): void {
    if (!(error instanceof DomainError)) throw error;
    const { status } = toProblem(error, 'fr', '', request.id);
    const isElsewhere = error instanceof LinkOfAnotherBrowser;
    const name = isElsewhere ? 'otherBrowser' : isOfLink(error) ? 'linkEnded' : 'linkLimited';
    this.pages.show(request, reply, {
      name,
      paths: accountPath('link', { token }),
      status,
      present: (scope) => (isElsewhere ? presentOtherBrowser(scope, token) : presentSaid(scope, name)),
    });
  }
}

const isOfLink = (error: unknown): boolean =>
  error instanceof LinkEnded || error instanceof LinkUnknown || error instanceof LinkOfAnotherBrowser;

/** @throws InvalidInput at `/newPassword` */
function chosenPassword(body: unknown): string {
  const parsed = newPasswordSchema.safeParse(typed(body, 'newPassword'));
  if (!parsed.success) throw invalid(parsed);
  return parsed.data.newPassword;
}
