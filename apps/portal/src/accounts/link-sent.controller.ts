import { pathTo, patternsOf, portalRoutes } from '@halles/contracts';
import { type AccountLink, LinkAgainService } from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import { LinkLimiter } from '@halles/platform/auth';
import { type Config, InjectConfig } from '@halles/platform/config';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { Done, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { browserCookie } from './account-cookies';
import { accountPage } from './account-page';
import { sentAgainForm } from './account.forms';
import { presentLinkSent } from './link-sent.presenter';
import { linkRequest } from './sign-in-flow';
import { signInPath } from './sign-in-path';

/**
 * « Regardez vos messages »: where the mail went, sent again, or to an address without the mistake. The browser that asked
 * for the link is told, and no other; all is the same whether the address has an account.
 */
@Public()
@Controller()
export class LinkSentController {
  constructor(
    private readonly links: LinkAgainService,
    private readonly limiter: LinkLimiter,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.linkSent'))
  async sent(
    @Ctx() ctx: TenantContext,
    @CurrentClient() { cookies }: Client,
    @Done(['renvoye']) sentAgain: 'renvoye' | null,
  ): Promise<Page> {
    const link = await this.links.awaited(ctx, browserCookie.read(cookies), this.clock.now());
    return this.page(link, newForm(), sentAgain !== null);
  }

  @Post(patternsOf('account.linkSent'))
  async again(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const now = this.clock.now();
    const browser = browserCookie.read(client.cookies);
    const link = await this.links.awaited(ctx, browser, now);
    if (browser === null || link === null) return redirectTo(signInPath(locale, null));
    return submitForm<{ readonly email: string | null }, Page | HttpAnswer>(
      sentAgainForm.read(posted),
      async ({ email }) => {
        await this.limiter.limit(linkRequest(ctx, client, email ?? link.email), () =>
          email === null ? this.links.send(ctx, browser, now) : this.links.sendTo(ctx, browser, email, now),
        );
        return redirectDone(pathTo('account.linkSent', locale), 'renvoye');
      },
      ({ state, ...answer }) => this.page(link, state, false, answer),
    );
  }

  private page(
    link: AccountLink | null,
    form: FormState,
    wasSentAgain: boolean,
    options: PageOptions = {},
  ): Page {
    const state = { link, form, wasSentAgain, mailbox: this.config.mailboxUrl ?? null };
    return accountPage({
      name: 'linkSent',
      paths: portalRoutes['account.linkSent'],
      ...options,
      present: (scope) => presentLinkSent(scope, state),
    });
  }
}
