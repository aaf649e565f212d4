import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { OrderContacts } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { LinkLimiter } from '@halles/platform/auth';
import { type FormState, newForm, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type Client, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { linkRequest } from '../../accounts';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { type ContactAct, contactsActions } from './order-contacts.form';
import { type ContactChange, contactChanges, presentContacts } from './order-contacts.presenter';
import { ShopOrders } from '../shop-orders.service';

/** Further addresses that the orders of a shop go to: who owns its page gives and removes them. */
@Requires('listing.team')
@Controller()
export class OrderContactsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly contacts: OrderContacts,
    private readonly limiter: LinkLimiter,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.orderContacts'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(contactChanges) done: ContactChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: newForm(), done });
  }

  @Post(patternsOf('merchant.orderContacts'))
  async change(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const back = (done: ContactChange | null): HttpAnswer =>
      redirectDone(pathTo('merchant.orderContacts', locale, { listing }), done);
    return submitAction(
      contactsActions.read(posted),
      {
        change: async (input): Promise<Page | HttpAnswer> =>
          back(input && (await this.act(ctx, listing, input, client))),
        add: async ({ contactEmail }): Promise<Page | HttpAnswer> => {
          await this.limiter.limit(linkRequest(ctx, client, contactEmail), () =>
            this.contacts.add(ctx, listing, contactEmail, session.account.locale),
          );
          return back('add');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** @returns what was done, for the page to say; null for nothing: the address is gone, or was never this shop's */
  private async act(
    ctx: TenantContext,
    listing: number,
    { do: act, id }: { readonly do: ContactAct; readonly id: string },
    client: Client,
  ): Promise<ContactChange | null> {
    if (act === 'remove') {
      await this.contacts.remove(ctx, listing, id);
      return act;
    }
    const contact = (await this.contacts.list(ctx, listing)).find((one) => one.id === id);
    if (!contact) return null;
    await this.limiter.limit(linkRequest(ctx, client, contact.email), () =>
      this.contacts.add(ctx, listing, contact.email, contact.locale),
    );
    return act;
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, done }: { readonly form: FormState; readonly done: ContactChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const contacts = await this.contacts.list(ctx, id);
    return this.space.page(ctx, session, {
      view: 'orders/order-contacts',
      title: ({ texts }) => texts.line('ordering.contacts.heading'),
      paths: pathsTo('merchant.orderContacts', { listing: id }),
      listing,
      section: 'orders',
      ...answer,
      present: (scope) =>
        presentContacts(scope, { listingId: id, contacts, now: this.clock.now(), form, done }),
    });
  }
}
