import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { OrderingSettingsService, PaymentAccounts, PaymentUnavailable } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { type FormState, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { paymentActions } from './payment-settings.form';
import {
  type PaymentChange,
  paymentChanges,
  presentPaymentSettings,
  presentToAccount,
} from './payment-settings.presenter';
import { ShopOrders } from '../shop-orders.service';

/** Says that somebody comes back from the provider. */
const BACK = 'stripe';
const returnQuery = z.object({ retour: z.string().optional().catch(undefined) });

/** The account that the orders of a shop are paid on: who owns its page connects it. */
@Requires('listing.team')
@Controller()
export class PaymentSettingsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly accounts: PaymentAccounts,
    private readonly settings: OrderingSettingsService,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(patternsOf('merchant.payments'))
  async show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(paymentChanges) done: PaymentChange | null,
    @Query({ schema: returnQuery }) { retour }: z.output<typeof returnQuery>,
  ): Promise<Page> {
    if (retour === BACK && this.accounts.isOfferedTo(ctx)) await this.refresh(ctx, listing);
    return this.page(ctx, session, listing, { form: null, done });
  }

  @Post(patternsOf('merchant.payments'))
  async change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    if (!this.accounts.isOfferedTo(ctx)) throw new PageNotFound({});
    const back = (done: PaymentChange): HttpAnswer =>
      redirectDone(pathTo('merchant.payments', locale, { listing }), done);
    return submitAction(
      paymentActions.read(posted),
      {
        connect: (): Promise<Page | HttpAnswer> => this.connect(ctx, session, listing, locale),
        check: async (): Promise<Page | HttpAnswer> => {
          await this.accounts.refresh(ctx, listing);
          return back('check');
        },
        accept: async ({ accepts }): Promise<Page | HttpAnswer> => {
          await this.accounts.choose(ctx, listing, accepts);
          return back('accept');
        },
        disconnect: async (): Promise<Page | HttpAnswer> => {
          await this.accounts.disconnect(ctx, listing);
          return back('disconnect');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** Asks on the way back from the provider how far the account is; where it does not answer the page says what was known. */
  private async refresh(ctx: TenantContext, listing: number): Promise<void> {
    try {
      await this.accounts.refresh(ctx, listing);
    } catch (error) {
      if (!(error instanceof PaymentUnavailable)) throw error;
    }
  }

  /** Leads on to the provider, by a page of ours: a form may not lead to another site. */
  private async connect(
    ctx: TenantContext,
    { account }: AccountSession,
    id: number,
    locale: Locale,
  ): Promise<Page> {
    const back = new PortalLinks(this.config, ctx.tenant).to('merchant.payments', locale, { listing: id });
    const owner = { listingId: id, accountId: account.id, email: account.email };
    const address = await this.accounts.connect(ctx, owner, `${back}?retour=${BACK}`);
    return page('orders/order-pay', presentToAccount(id, address), {
      headers: { refresh: `0;url=${address}` },
    });
  }

  /** @throws PageNotFound also where the territory has no provider */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, done }: { readonly form: FormState | null; readonly done: PaymentChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    if (!this.accounts.isOfferedTo(ctx)) throw new PageNotFound({});
    const listing = await this.shop.listing(ctx, id);
    const account = await this.accounts.find(ctx, id);
    const isReserved = (await this.settings.find(ctx, id))?.kind === 'reservation';
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('payments.settings.heading'),
      paths: pathsTo('merchant.payments', { listing: id }),
      listing,
      section: 'orders',
      ...answer,
      present: (scope) => presentPaymentSettings(scope, { listingId: id, account, isReserved, form, done }),
    });
  }
}
