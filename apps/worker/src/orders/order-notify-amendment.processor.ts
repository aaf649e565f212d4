import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_AMENDMENT, OrderHandling, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { amendmentAnswer, causedByCustomer, contentsOfOrder } from './order-mail';
import { shopMail } from './shop-mail';

/** Tells one of those who handle the orders of the shop what its customer answered to what it proposed. */
@HandlesJob(ORDER_NOTIFY_AMENDMENT)
export class OrderNotifyAmendmentProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    const outcome = found && amendmentAnswer(found.order);
    // The account or the address was removed, the customer was erased, or something else came of the order meanwhile.
    if (!found?.order.customer || !outcome) return;
    const { order } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    const sent = shopMail(job.ctx, found, this);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    const request = {
      mail: orderMails.amended,
      ...to,
      model: {
        ...contentsOfOrder(order, listing),
        customer: found.order.customer.name,
        outcome,
        ...forShop,
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
