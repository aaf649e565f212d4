import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { OrderHandling, OrderWithdrawals } from '@halles/domain/orders';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** Orders that nobody answered, and customers who withdrew and are owed money. */
@Injectable()
export class OrderWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'orders';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly orders: OrderHandling,
    private readonly withdrawals: OrderWithdrawals,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession): Promise<Waiting[]> {
    const listings = listingsWith(session, 'listing.orders');
    if (listings.length === 0) return [];
    const received = await this.orders.listWaiting(ctx, listings);
    const unpaid = await this.withdrawals.listUnpaid(ctx, listings);
    return [
      ...received.map(({ listingId, count, since }) =>
        waiting('received', pathsTo('merchant.orders', { listing: listingId }), { listingId, count, since }),
      ),
      ...unpaid.map(({ listingId, orderId, since }) =>
        waiting('refunds', pathsTo('merchant.order', { listing: listingId, order: orderId }), {
          listingId,
          count: 1,
          since,
        }),
      ),
    ];
  }
}

const waiting = (
  key: 'received' | 'refunds',
  paths: Waiting['paths'],
  about: Pick<Waiting, 'listingId' | 'count' | 'since'>,
): Waiting => ({
  urgency: 'customer',
  ...about,
  paths,
  sentence: ({ texts }) => texts.line(`orders.waiting.${key}.text`, { count: about.count }),
  action: ({ texts }) => texts.line(`orders.waiting.${key}.action`),
});
