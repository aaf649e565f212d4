import { listingIdOf, pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { OrderInboxes, OrderingShops, OrderWithdrawals } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { newForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../accounts';
import { type MerchantListing, MerchantSections, MerchantSpace } from '../../merchant-space';
import { Done } from '../../params';
import type { Page } from '../../rendering/page';
import { DONE_STEPS, type DoneStep, outcomeFields } from './merchant-order.form';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { shopsOrdersPage } from './shops-orders.presenter';

/** So many to do, and so many that are overdue, are on the page at most. */
const LISTED = 200;

/** `commerce`: of that shop alone; anything that is no number counts as nothing. `commande`: the order that was just touched. */
const shopsQuery = z.object({
  ...outcomeFields,
  commerce: z
    .string()
    .transform((text) => listingIdOf(text))
    .optional()
    .catch(undefined),
});

/** One inbox for all shops whose orders somebody answers for. */
@Requires('account.own')
@Controller()
export class ShopsOrdersController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly profiles: ProfileService,
    private readonly inboxes: OrderInboxes,
    private readonly shops: OrderingShops,
    private readonly withdrawals: OrderWithdrawals,
    private readonly actions: MerchantOrderActions,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.registerShared({
      key: 'orders',
      label: 'orders.nav',
      icon: 'basket',
      route: 'merchant.inbox',
      isOf: (ctx, session) => this.hasAny(ctx, session),
    });
  }

  /** The only shop of who has one, nobody's list for who has none. */
  @Get(patternsOf('merchant.inbox'))
  async list(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @Done(DONE_STEPS) done: DoneStep | null,
    @Query({ schema: shopsQuery }) { commerce, commande }: z.output<typeof shopsQuery>,
  ): Promise<Page | HttpAnswer> {
    const listings = listingsWith(session, 'listing.orders');
    const [only, ...others] = listings;
    if (only === undefined) return redirectTo(pathTo('merchant', locale));
    if (others.length === 0) return redirectTo(pathTo('merchant.orders', locale, { listing: only }));
    const shown = listings.find((id) => id === commerce) ?? null;
    const open = await this.inboxes.find(ctx, listings, shown === null ? listings : [shown], LISTED);
    const shops = await this.named(ctx, open.counts);
    const inbox = {
      ...open,
      shops,
      shown,
      waiting: await this.inboxes.listWaitingIds(ctx, listings, LISTED),
      unpaid: await this.withdrawals.listOwedRefunds(ctx, shown === null ? listings : [shown]),
      accountId: session.account.id,
      now: this.clock.now(),
    };
    const outcome = await this.actions.outcome(ctx, listings, commande);
    const state = { form: newForm(), ...(done === null ? {} : { done }), ...outcome };
    return this.space.page(ctx, session, shopsOrdersPage(inbox, LISTED, state));
  }

  /** Those that take orders, or have some left, by their name. */
  private async named(
    ctx: TenantContext,
    counts: readonly { readonly listingId: number; readonly open: number }[],
  ): Promise<MerchantListing[]> {
    const taking = await this.shops.openAmong(
      ctx,
      counts.map(({ listingId }) => listingId),
    );
    const named = counts.filter(({ listingId, open }) => open > 0 || taking.has(listingId));
    const shops = await this.profiles.listingsOf(
      ctx,
      named.map(({ listingId }) => listingId),
    );
    return shops.sort((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'fr'));
  }

  private async hasAny(ctx: TenantContext, session: AccountSession): Promise<boolean> {
    const listings = listingsWith(session, 'listing.orders');
    if (listings.length < 2) return false;
    return (await this.shops.openAmong(ctx, listings)).size > 0;
  }
}
