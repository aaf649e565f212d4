import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  ORDER_NOTIFY_CUSTOMER,
  OrderHandling,
  orderLink,
  orderMails,
  sellerWords,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';
import { contentsOfOrder, noticeOf } from './order-mail';

/** Tells the customer of an order what became of it, in the language that they ordered in. */
@HandlesJob(ORDER_NOTIFY_CUSTOMER)
export class OrderNotifyCustomerProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    private readonly signedLinks: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByEvent(job.ctx, job.ref);
    const address = found?.order.customer?.email;
    // Erased meanwhile.
    if (!found || !address) return;
    const { order, event } = found;
    const notice = noticeOf(order, event);
    const listing = notice && (await this.listings.find(job.ctx, order.listingId));
    if (!listing) return;
    const { locale } = order;
    const request = {
      mail: orderMails.status,
      locale,
      to: { name: '', address, isProven: false },
      model: {
        ...contentsOfOrder(order, listing),
        notice,
        code: notice === 'accepted' || notice === 'ready' || notice === 'delayed' ? order.code : '',
        place: placeOf(listing),
        seller: sellerWords(listing),
        orderUrl: new PortalLinks(this.config, job.ctx.tenant).to('order', locale, {
          token: this.signedLinks.issue(job.ctx, orderLink, { id: order.id, serial: 0 }),
        }),
      },
    };
    // What the shop does is told of, however much the customer ordered elsewhere, and whatever it told of before: who was
    // put off often still hears of the cancellation.
    const isOfTheShop = order.events.find((step) => step.event === event)?.actor === 'merchant';
    await this.deliveries.deliver(job, request, isOfTheShop ? `order ${order.id} ${notice}` : undefined);
  }
}
