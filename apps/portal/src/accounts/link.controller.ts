import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import {
  type AccountLink,
  type AccountSession,
  asksForPassword,
  LinkEnded,
  LinkOfAnotherBrowser,
  LinkService,
  LinkUnknown,
  LinkUseService,
} from '@halles/domain/accounts';
import { LinkLimiter } from '@halles/platform/auth';
import { Clock, DomainError } from '@halles/kernel';
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
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
  statusOf,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Page, PageOptions } from '../rendering/page';
import { AccountAccess } from './account-access';
import { browserCookie } from './account-cookies';
import { accountPage } from './account-page';
import { newPasswordForm } from './account.forms';
import { presentEnded, presentLink, presentMessage, presentSignInFirst } from './link.presenter';
import { agentOf, linkRequest, proceed, recogniseBrowser } from './sign-in-flow';

/** A link as this browser may open it. */
interface OpenLink {
  readonly link: AccountLink;
  /** Whether this browser asked for it: another one is asked once more. */
  readonly isHere: boolean;
}

/** `ailleurs`: the person read that another browser asked for the link, and goes on. */
const useQuery = z.object({ ailleurs: z.literal('oui').nullable().catch(null) });

/** What is chosen on the page of a link: a password behind some links, otherwise nothing. */
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
    return this.orRefusal(ctx, token, async () => {
      const opened = await this.look(ctx, client, token);
      await this.requireAccount(ctx, client, opened);
      return linkPage(opened, token, newForm());
    });
  }

  @Post(patternsOf('account.link'))
  use(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
    @Query({ schema: useQuery }) { ailleurs }: z.output<typeof useQuery>,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.orRefusal<Page | HttpAnswer>(ctx, token, async () => {
      const opened = await this.look(ctx, client, token);
      const session = await this.requireAccount(ctx, client, opened);
      const { link, isHere } = opened;
      const isConfirmed = ailleurs !== null;
      if (!isHere && !isConfirmed)
        return linkPage(opened, token, newForm(), { status: statusOf(new LinkOfAnotherBrowser({})) });
      return submitForm<LinkInput, Page | HttpAnswer>(
        readChoice(opened, posted),
        async ({ newPassword }) => {
          const use = {
            token,
            browser: browserCookie.read(client.cookies),
            isConfirmed,
            session,
            newPassword,
            agent: agentOf(client),
          };
          const { outcome, returnTo } = await this.uses.use(ctx, use, this.clock.now());
          await this.limiter.used(linkRequest(ctx, client, link.email));
          return proceed(outcome, isChange(link) ? pathTo('account', locale) : returnTo, locale);
        },
        ({ state, ...answer }) => linkPage(opened, token, state, answer),
      );
    });
  }

  @Post(patternsOf('account.renewLink'))
  renew(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('token') token: string,
  ): Promise<Page | HttpAnswer> {
    return this.orRefusal<Page | HttpAnswer>(ctx, token, async () => {
      const now = this.clock.now();
      const { link } = await this.links.look(ctx, token, null, now);
      const browser = recogniseBrowser(client);
      await this.limiter.limit(linkRequest(ctx, client, link.email), () =>
        this.links.renew(ctx, token, browser.token, now),
      );
      return redirectTo(pathTo('account.linkSent', locale)).withCookies(...browser.cookies);
    });
  }

  /** @throws LinkUnknown, LinkEnded */
  private async look(ctx: TenantContext, { cookies }: Client, token: string): Promise<OpenLink> {
    const browser = browserCookie.read(cookies);
    const { link, isOpen, isOfThisBrowser } = await this.links.look(ctx, token, browser, this.clock.now());
    if (!isOpen) throw new LinkEnded({});
    return { link, isHere: isOfThisBrowser };
  }

  /** The session of this browser; of the link's account where a link changes one. @throws LinkOfAnotherBrowser */
  private async requireAccount(
    ctx: TenantContext,
    { cookies }: Client,
    { link }: OpenLink,
  ): Promise<AccountSession | null> {
    const session = await this.access.find(ctx, cookies);
    if (isChange(link) && session?.account.id !== link.accountId) throw new LinkOfAnotherBrowser({});
    return session;
  }

  /** A link that does not serve says why, and what to do. @throws whatever is not about the link */
  private async orRefusal<T>(ctx: TenantContext, token: string, work: () => Promise<T>): Promise<T | Page> {
    try {
      return await work();
    } catch (error) {
      const name = refusalName(error);
      if (name === null || !(error instanceof DomainError)) throw error;
      const canRenew = error instanceof LinkEnded && (await this.canRenew(ctx, token));
      return accountPage({
        name,
        paths: pathsTo('account.link', { token }),
        status: statusOf(error),
        present: (scope) => {
          if (name === 'signInFirst') return presentSignInFirst(scope, token);
          return canRenew ? presentEnded(scope, token) : presentMessage(scope, name);
        },
      });
    }
  }

  /** Whether only its time is over: what it was for may be asked for again. */
  private async canRenew(ctx: TenantContext, token: string): Promise<boolean> {
    const { link } = await this.links.look(ctx, token, null, this.clock.now());
    return link.usedAt === null && link.kind !== 'second-factor';
  }
}

/** Whether a link changes an account, whose owner has to be signed in. Pure. */
const isChange = ({ kind }: AccountLink): boolean => kind === 'email' || kind === 'confirm';

/** Only a password is typed; every other link asks for its button alone. */
const confirmForm = formReader<LinkInput>(() => ({ input: { newPassword: null } }));

const readChoice = ({ link }: OpenLink, posted: PostedForm): FormReading<LinkInput> =>
  asksForPassword(link) ? newPasswordForm.read(posted) : confirmForm.read(posted);

const linkPage = (
  { link, isHere }: OpenLink,
  token: string,
  state: FormState,
  options: PageOptions = {},
): Page =>
  accountPage({
    name: `link.pages.${link.kind}`,
    paths: pathsTo('account.link', { token }),
    ...options,
    present: (scope) => presentLink(scope, { link, isHere, token, state }),
  });

/** Of the page that says why a link does not serve; null for what is not about the link. */
function refusalName(error: unknown): 'signInFirst' | 'linkEnded' | 'linkLimited' | null {
  if (error instanceof LinkOfAnotherBrowser) return 'signInFirst';
  if (error instanceof LinkEnded || error instanceof LinkUnknown) return 'linkEnded';
  return error instanceof DomainError && error.kind === 'rate-limited' ? 'linkLimited' : null;
}
