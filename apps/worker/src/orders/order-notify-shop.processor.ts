import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_SHOP, OrderHandling, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { answerUrls, causedByCustomer, contentsOfOrder } from './order-mail';
import { shopMail } from './shop-mail';

/** Mails an order to one of those who handle the orders of the shop. */
@HandlesJob(ORDER_NOTIFY_SHOP)
export class OrderNotifyShopProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account or the address was removed, and its row with it, or the customer was erased meanwhile.
    if (!found?.order.customer) return;
    const { order } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    const sent = shopMail(job.ctx, found, this);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    const { name: customer, email, phone } = found.order.customer;
    const request = {
      mail: orderMails.received,
      ...to,
      model: {
        ...contentsOfOrder(order, listing),
        customer,
        email,
        phone,
        note: order.note,
        ...answerUrls(job.ctx, order, { recipientId: job.ref, locale: to.locale }, this),
        ...forShop,
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
