import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_REMIND_SHOP, OrderAssurance, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { answerUrls, contentsOfOrder } from './order-mail';

/** Tells somebody of the shop that an order still waits. */
@HandlesJob(ORDER_REMIND_SHOP)
export class OrderRemindShopProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly assurance: OrderAssurance,
    private readonly listings: ListingService,
    private readonly signedLinks: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.assurance.reminded(job.ctx, job.ref);
    // Answered meanwhile, or nobody is left to tell.
    if (!found?.order.customer) return;
    const { order, account, contact } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const to = account
      ? recipientOf(account)
      : contact && { name: '', address: contact.email, isProven: true };
    if (!to) return;
    const locale = account?.locale ?? contact?.locale ?? order.locale;
    const links = { config: this.config, signed: this.signedLinks };
    await this.deliveries.deliver(job, {
      mail: orderMails.waiting,
      locale,
      to,
      model: {
        ...contentsOfOrder(order, listing),
        customer: found.order.customer.name,
        since: order.events.at(-1)?.at ?? order.createdAt,
        ...answerUrls(job.ctx, order, { recipientId: job.ref, locale }, links),
      },
    });
  }
}
