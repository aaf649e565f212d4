import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_REMIND_SHOP, OrderAssurance, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { answerUrls, contentsOfOrder } from './order-mail';
import { shopMail } from './shop-mail';

/** Tells somebody of the shop that an order still waits. */
@HandlesJob(ORDER_REMIND_SHOP)
export class OrderRemindShopProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly assurance: OrderAssurance,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.assurance.reminded(job.ctx, job.ref);
    // Answered meanwhile, or nobody is left to tell.
    if (!found?.order.customer) return;
    const { order } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    const sent = shopMail(job.ctx, found, this);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    await this.deliveries.deliver(job, {
      mail: orderMails.waiting,
      ...to,
      model: {
        ...contentsOfOrder(order, listing),
        customer: found.order.customer.name,
        since: order.events.at(-1)?.at ?? order.createdAt,
        ...answerUrls(job.ctx, order, { recipientId: job.ref, locale: to.locale }, this),
        ...forShop,
      },
    });
  }
}
