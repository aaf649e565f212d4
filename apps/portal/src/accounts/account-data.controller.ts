import { patternsOf, portalRoutes } from '@halles/contracts';
import { AccountData, type AccountSession } from '@halles/domain/accounts';
import { categoriesOf } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { CustomerHistory } from '@halles/domain/orders';
import { Clock, type Locale, normalizeEmail } from '@halles/kernel';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Cost,
  Ctx,
  CurrentLocale,
  file,
  type HttpAnswer,
  InvalidInput,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantSpace } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { sessionCookie } from './account-cookies';
import { presentData } from './account-data.presenter';
import { listingsIn, presentExport } from './account-export.presenter';
import { ACCOUNT, accountPage } from './account-page';
import { SignedIn } from './account-request';
import { erasureForm } from './account.forms';
import { presentMessage } from './link.presenter';
import { isRecent, signInAgain } from './sign-in-flow';

/** Names that are looked up for one page: of any further business its number is said. */
const MOST_NAMES = 1_000;

/** What is stored of somebody: to take away, to read, and to have erased. Each asks for a sign-in of the last quarter of an hour. */
@Requires('account.own')
@Controller()
export class AccountDataController {
  constructor(
    private readonly data: AccountData,
    private readonly listings: ListingService,
    private readonly space: MerchantSpace,
    private readonly history: CustomerHistory,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('account.data'))
  form(@Ctx() ctx: TenantContext, @SignedIn() session: AccountSession): Promise<Page> {
    return this.formPage(ctx, session, newForm());
  }

  /** A file that programs read. */
  @Post(patternsOf('account.dataFile'))
  async file(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale, 'account.data');
    const found = await this.data.export(ctx, session.account.id);
    const about = { portal: ctx.tenant.settings.title.fr, at: this.clock.now().toISOString() };
    return file(`${JSON.stringify({ ...about, ...found }, null, 2)}\n`, {
      type: 'application/json; charset=utf-8',
      saveAs: `${ctx.tenant.slug}-compte.json`,
    });
  }

  /** The same as a page that people read. */
  @Cost('heavy')
  @Get(patternsOf('account.dataPage'))
  async page(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale, 'account.dataPage');
    const { timeZone } = ctx.tenant.settings;
    const accountId = session.account.id;
    const found = await this.data.export(ctx, accountId);
    const named = await this.listings.findMany(ctx, listingsIn(found).slice(0, MOST_NAMES));
    const context = {
      accountId,
      names: new Map(named.map(({ id, name }) => [id, name])),
      place: { timeZone, department: '' },
      tree: categoriesOf(ctx),
      today: isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day),
    };
    return accountPage({
      name: 'dataPage',
      frame: await this.space.frame(ctx, session, ACCOUNT),
      paths: portalRoutes['account.dataPage'],
      present: (scope) => presentExport(scope, found, context),
    });
  }

  @Post(patternsOf('account.erase'))
  async erase(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!isRecent(session, this.clock.now())) return signInAgain(locale, 'account.data');
    const { account } = session;
    return submitForm<{ readonly eraseEmail: string }, Page>(
      erasureForm.read(posted),
      async ({ eraseEmail }) => {
        if (normalizeEmail(eraseEmail) !== account.email) throw new InvalidInput({}, [otherAddress]);
        await this.data.erase(ctx, account.id, this.clock.now());
        return accountPage({
          name: 'erased',
          paths: portalRoutes['account.signIn'],
          headers: { 'set-cookie': sessionCookie.clear() },
          present: (scope) => presentMessage(scope, 'erased'),
        });
      },
      ({ state, ...answer }) => this.formPage(ctx, session, state, answer),
    );
  }

  private async formPage(
    ctx: TenantContext,
    session: AccountSession,
    state: FormState,
    options: PageOptions = {},
  ): Promise<Page> {
    const underWay = await this.history.countUnderWay(ctx, session.account);
    return accountPage({
      name: 'data',
      paths: portalRoutes['account.data'],
      frame: await this.space.frame(ctx, session, ACCOUNT),
      ...options,
      present: (scope) => presentData(scope, state, underWay),
    });
  }
}

const otherAddress = {
  pointer: '/eraseEmail',
  message: {
    fr: 'Ce n’est pas l’adresse de ce compte.',
    en: 'This is not the address of this account.',
  },
} as const;
