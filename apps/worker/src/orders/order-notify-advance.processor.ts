import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  ORDER_NOTIFY_ADVANCE,
  OrderHandling,
  OrderMails,
  orderMails,
  orderNumber,
  sellerWords,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { customerUrl, toCustomer } from './order-mail';

/**
 * Tells the customer of an order that their shop noted what they paid before it is sent, or took that back: how it stands by now, where
 * they were told otherwise. What was noted and taken back before a mail left is told of by none.
 */
@HandlesJob(ORDER_NOTIFY_ADVANCE)
export class OrderNotifyAdvanceProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly mails: OrderMails,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const order = await this.orders.find(job.ctx, job.ref);
    const address = order?.customer?.email;
    const listing = order && (await this.listings.find(job.ctx, order.listingId));
    // Erased meanwhile.
    if (!order || !address || !listing) return;
    const advance = order.advance ?? null;
    const mailed = (await this.mails.list(job.ctx, order.id)).filter(
      ({ about, status }) => about === 'advance' && status === 'sent',
    ).length;
    // Each of these mails says the opposite of the one before.
    if ((mailed % 2 === 1) === (advance !== null)) return this.deliveries.discard(job);
    await this.deliveries.deliver(
      job,
      {
        mail: orderMails.advance,
        ...toCustomer(order, address, listing),
        model: {
          ...{ listing: listing.name, number: orderNumber(order.number) },
          cents: advance?.cents ?? order.totalCents - order.withdrawnCents,
          isNoted: advance !== null,
          seller: sellerWords(listing),
          orderUrl: customerUrl(job.ctx, order, this),
        },
      },
      // What the shop does is told of, however much the customer ordered elsewhere.
      `order ${order.id} advance`,
    );
  }
}
