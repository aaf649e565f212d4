import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import {
  type AccountLink,
  LinkEnded,
  LinkOfAnotherBrowser,
  LinkService,
  LinkUnknown,
  LinkUseService,
} from '@halles/domain/accounts';
import { LinkLimiter } from '@halles/platform/auth';
import { Clock, DomainError, type Locale } from '@halles/kernel';
import {
  formReader,
  type FormReading,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitForm,
} from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  Public,
  redirectTo,
  statusOf,
  visitorKey,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Page, PageOptions } from '../rendering/page';
import { AccountAccess } from './account-access';
import { browserCookie } from './account-cookies';
import { accountPage } from './account-page';
import { newPasswordForm } from './account.forms';
import { presentLink, presentOtherBrowser, presentMessage } from './link.presenter';
import { agentOf, proceed, recogniseBrowser } from './sign-in-flow';

/** What is chosen on the page of a link: a password behind a link for a new one, otherwise nothing. */
interface LinkInput {
  readonly newPassword: string | null;
}

/**
 * What is behind the links of mails. Opening one changes nothing, since programs open mails before people do: its page
 * has a button, and the button does it.
 */
@Public()
@Controller()
export class LinkController {
  constructor(
    private readonly access: AccountAccess,
    private readonly links: LinkService,
    private readonly uses: LinkUseService,
    private readonly limiter: LinkLimiter,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.link'))
  open(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @Param('token') token: string,
  ): Promise<Page> {
    return orRefusal(token, async () => linkPage(await this.look(ctx, client, token), token, newForm()));
  }

  @Post(patternsOf('account.link'))
  use(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @CurrentClient() client: Client,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return orRefusal<Page | HttpAnswer>(token, async () => {
      const link = await this.look(ctx, client, token);
      return submitForm<LinkInput, Page | HttpAnswer>(
        readChoice(link, posted),
        async ({ newPassword }) => {
          const use = {
            token,
            browser: browserCookie.read(client.cookies),
            session: await this.access.find(ctx, client.cookies),
            newPassword,
            agent: agentOf(client),
          };
          const { outcome, returnTo } = await this.uses.use(ctx, use, this.clock.now());
          await this.limiter.used(ctx.tenant.role, link.email, visitorKey(client.address));
          const isChange = link.kind === 'email' || link.kind === 'confirm';
          return proceed(outcome, isChange ? pathTo('account', locale) : returnTo, locale);
        },
        ({ state, ...answer }) => linkPage(link, token, state, answer),
      );
    });
  }

  @Post(patternsOf('account.renewLink'))
  renew(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @CurrentClient() client: Client,
    @Param('token') token: string,
  ): Promise<Page | HttpAnswer> {
    return orRefusal<Page | HttpAnswer>(token, async () => {
      const now = this.clock.now();
      const { link } = await this.links.look(ctx, token, null, now);
      await this.limiter.take(ctx.tenant.role, link.email, visitorKey(client.address));
      const browser = recogniseBrowser(client);
      await this.links.renew(ctx, token, browser.token, now);
      return redirectTo(pathTo('account.linkSent', locale)).withCookies(...browser.cookies);
    });
  }

  /** @throws LinkUnknown, LinkEnded, LinkOfAnotherBrowser */
  private async look(ctx: TenantContext, { cookies }: Client, token: string): Promise<AccountLink> {
    const browser = browserCookie.read(cookies);
    const { link, isOpen, isOfThisBrowser } = await this.links.look(ctx, token, browser, this.clock.now());
    if (!isOpen) throw new LinkEnded({});
    if (!isOfThisBrowser) throw new LinkOfAnotherBrowser({});
    return link;
  }
}

/** Only a new password is typed; every other link asks for its button alone. */
const confirmForm = formReader<LinkInput>(() => ({ input: { newPassword: null } }));

const readChoice = ({ kind }: AccountLink, posted: PostedForm): FormReading<LinkInput> =>
  kind === 'password' ? newPasswordForm.read(posted) : confirmForm.read(posted);

const linkPage = (link: AccountLink, token: string, state: FormState, options: PageOptions = {}): Page =>
  accountPage({
    name: `link.pages.${link.kind}`,
    paths: pathsTo('account.link', { token }),
    ...options,
    present: (scope) => presentLink(scope, link, token, state),
  });

/** A link that does not serve says why, and what to do. @throws whatever is not about the link */
async function orRefusal<T>(token: string, work: () => Promise<T>): Promise<T | Page> {
  try {
    return await work();
  } catch (error) {
    const name = refusalName(error);
    if (name === null || !(error instanceof DomainError)) throw error;
    return accountPage({
      name,
      paths: pathsTo('account.link', { token }),
      status: statusOf(error),
      present: (scope) =>
        name === 'otherBrowser' ? presentOtherBrowser(scope, token) : presentMessage(scope, name),
    });
  }
}

/** Of the page that says why a link does not serve; null for what is not about the link. */
function refusalName(error: unknown): 'otherBrowser' | 'linkEnded' | 'linkLimited' | null {
  if (error instanceof LinkOfAnotherBrowser) return 'otherBrowser';
  if (error instanceof LinkEnded || error instanceof LinkUnknown) return 'linkEnded';
  return error instanceof DomainError && error.kind === 'rate-limited' ? 'linkLimited' : null;
}
