import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_CANCELLATION, OrderHandling, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { causedByCustomer, contentsOfOrder } from './order-mail';

/** Tells one of those who handle the orders of the shop that an order was cancelled, by its customer or for want of an answer. */
@HandlesJob(ORDER_NOTIFY_CANCELLATION)
export class OrderNotifyCancellationProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account was deleted, the customer was erased, or the shop has taken the order up again.
    if (!found?.order.customer || found.order.state !== 'cancelled') return;
    const { order, account } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const { locale } = account;
    const request = {
      mail: orderMails.cancelled,
      locale,
      to: recipientOf(account),
      model: {
        ...contentsOfOrder(order, listing),
        customer: found.order.customer.name,
        by: order.events.at(-1)?.actor === 'system' ? ('system' as const) : ('customer' as const),
        orderUrl: new PortalLinks(this.config, tenant).to('merchant.order', locale, {
          listing: listing.id,
          order: order.id,
        }),
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
