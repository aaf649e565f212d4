import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_CANCELLATION, OrderHandling, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { causedByCustomer, contentsOfOrder } from './order-mail';
import { shopMail } from './shop-mail';

/** Tells one of those who handle the orders of the shop that an order was cancelled, by its customer or for want of an answer. */
@HandlesJob(ORDER_NOTIFY_CANCELLATION)
export class OrderNotifyCancellationProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account or the address was removed, the customer was erased, or the shop has taken the order up again.
    if (!found?.order.customer || found.order.state !== 'cancelled') return;
    const { order } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    const sent = shopMail(job.ctx, found, this);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    const request = {
      mail: orderMails.cancelled,
      ...to,
      model: {
        ...contentsOfOrder(order, listing),
        customer: found.order.customer.name,
        by: order.events.at(-1)?.actor === 'system' ? ('system' as const) : ('customer' as const),
        ...forShop,
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
