import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { departmentOf, ListingService } from '@halles/domain/listings';
import {
  OrderingSettingsService,
  PaymentAccounts,
  FulfilmentSettingsService,
  type StoredOrdering,
} from '@halles/domain/orders';
import {
  decidedOver,
  type FormState,
  FormWriter,
  newForm,
  overSeen,
  Posted,
  type PostedForm,
  submitForm,
  withSeen,
  withSeenField,
} from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import type { OrderingBody } from '../order.view';
import { missingView } from './missing-for-sale.presenter';
import { orderingForm, orderingReader, orderingValues } from './ordering.form';
import { ShopOrders } from '../shop-orders.service';

/** What was just saved: the settings, or what the law asks for, on another page. */
type Saved = '1' | 'mentions';

const doneKey = (saved: Saved, isMissing: boolean): string => {
  if (saved === '1') return 'ordering.done';
  return isMissing ? 'ordering.missing.goOn' : 'ordering.missing.complete';
};

/** Whether and how a shop takes orders. */
@Requires('listing.orders')
@Controller()
export class OrderingController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly settings: OrderingSettingsService,
    private readonly fulfilments: FulfilmentSettingsService,
    private readonly listings: ListingService,
    private readonly payments: PaymentAccounts,
  ) {}

  @Get(patternsOf('merchant.ordering'))
  async show(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Done(['1', 'mentions']) saved: Saved | null,
  ): Promise<Page> {
    const values = orderingValues(await this.settings.find(ctx, id), await this.settings.answering(ctx, id));
    return this.page(ctx, session, id, { form: newForm(withSeen(values)), saved });
  }

  @Post(patternsOf('merchant.ordering'))
  async save(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const before = await this.settings.find(ctx, id);
    const there = orderingValues(before, await this.settings.answering(ctx, id));
    const reader = orderingReader(await this.departmentOf(ctx, id), before?.pickup.length ?? null);
    return submitForm(
      reader.read(overSeen(posted, there).form),
      async (): Promise<Page | HttpAnswer> => {
        const { decide, refusal } = decidedOver(
          { reader, posted },
          ({ settings, answering }: StoredOrdering) => orderingValues(settings, answering),
          ({ minutes, phone, ...rules }) => ({ rules, answering: { minutes, phone } }),
        );
        await this.settings.changeOver(ctx, id, decide);
        const refused = refusal();
        if (refused) {
          const { state, ...answer } = refused;
          return this.page(ctx, session, id, { form: state, saved: null }, answer);
        }
        return redirectDone(pathTo('merchant.ordering', locale, { listing: id }), '1');
      },
      ({ state, ...answer }) => this.page(ctx, session, id, { form: state, saved: null }, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form: state, saved }: { readonly form: FormState; readonly saved: Saved | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const missing = await this.settings.missingForSale(ctx, id);
    const lacksSendingPayment = await this.fulfilments.lacksSendingPayment(ctx, id);
    const { isStopped: stopsReceiving } = await this.fulfilments.reserved(ctx, id);
    return this.space.page(ctx, session, {
      view: 'orders/ordering',
      title: ({ texts }) => texts.line('ordering.heading'),
      paths: pathsTo('merchant.ordering', { listing: id }),
      listing,
      section: 'orders',
      ...answer,
      present: (scope) => {
        const { texts, locale } = scope;
        const form = new FormWriter(orderingForm, state, texts, locale);
        return {
          lead: texts.line('ordering.lead'),
          ...(saved === null ? {} : { done: texts.line(doneKey(saved, missing.length > 0)) }),
          ...form.summary(),
          ...missingView(
            'ordering.missing.text',
            { missing, lacksSendingPayment, stopsReceiving },
            id,
            scope,
          ),
          form: withSeenField(form.view(pathTo('merchant.ordering', locale, { listing: id })), state.values),
          ...linksOf(id, scope),
          ...(listingsWith(session, 'listing.team').includes(id)
            ? {
                contacts: {
                  href: pathTo('merchant.orderContacts', locale, { listing: id }),
                  label: texts.line('ordering.contacts.link'),
                },
                ...(this.payments.isOfferedTo(ctx)
                  ? {
                      payments: {
                        href: pathTo('merchant.payments', locale, { listing: id }),
                        label: texts.line('payments.settings.link'),
                      },
                    }
                  : {}),
              }
            : {}),
        };
      },
    });
  }

  /** By which a phone is read: a page without a public address reads those of the mainland. */
  private async departmentOf(ctx: TenantContext, id: number): Promise<string> {
    const listing = await this.listings.find(ctx, id);
    return listing ? departmentOf(listing.address.communeCode) : '';
  }
}

/** Where the settings go on, for whoever handles the shop's orders. Pure. */
const linksOf = (
  listing: number,
  { texts, locale }: PageScope,
): Pick<OrderingBody, 'slots' | 'modes' | 'blocked' | 'back'> => ({
  slots: {
    href: pathTo('merchant.slotRules', locale, { listing }),
    label: texts.line('ordering.slots.link'),
  },
  modes: {
    href: pathTo('merchant.fulfilments', locale, { listing }),
    label: texts.line('ordering.modes.link'),
  },
  blocked: {
    href: pathTo('merchant.blockedCustomers', locale, { listing }),
    label: texts.line('blocked.heading'),
  },
  back: { href: pathTo('merchant.orders', locale, { listing }), label: texts.line('orders.inbox.back') },
});
