import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  heldAdvanceCents,
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
    const held = heldAdvanceCents(order);
    const mailed = (await this.mails.list(job.ctx, order.id)).filter(
      ({ about, status }) => about === 'advance' && status === 'sent',
    ).length;
    // Each of these mails says the opposite of the one before.
    if ((mailed % 2 === 1) === held > 0) return this.deliveries.discard(job);
    await this.deliveries.deliver(
      job,
      {
        mail: orderMails.advance,
        ...toCustomer(order, address, listing),
        model: {
          ...{ listing: listing.name, number: orderNumber(order.number) },
          cents: held > 0 ? held : order.totalCents - order.withdrawnCents,
          isNoted: held > 0,
          seller: sellerWords(listing),
          orderUrl: customerUrl(job.ctx, order, this),
        },
      },
      // What the shop does is told of, however much the customer ordered elsewhere.
      `order ${order.id} advance`,
    );
  }
}
