import { ListingService } from '@halles/domain/listings';
import {
  customerTextWords,
  noticeOf,
  ORDER_TEXT_CUSTOMER,
  OrderHandling,
  orderNumber,
  onlinePaymentState,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { customerUrl } from './order-mail';
import { Texter } from './texter';

/** Tells the phone of a customer what became of an order, in the language that they ordered in. */
@HandlesJob(ORDER_TEXT_CUSTOMER)
export class OrderTextCustomerProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly texter: Texter,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByEvent(job.ctx, job.ref);
    const phone = found?.order.customer?.phone;
    // Erased meanwhile.
    if (!found || !phone) return;
    const { order, event } = found;
    const usual = noticeOf(order, event);
    // That it came is mailed to who left an address.
    if (usual === 'received' && order.customer?.email) return;
    const notice = usual === 'received' && order.isList ? 'list-received' : usual;
    const listing = notice && (await this.listings.find(job.ctx, order.listingId));
    if (!listing || notice === 'proposed' || notice === 'to-confirm') return;
    const { locale, slot, fulfilment, code } = order;
    const texted = {
      ...{ listing: listing.name, number: orderNumber(order.number), slot, fulfilment, code },
      payment: onlinePaymentState(order),
      url: customerUrl(job.ctx, order, this),
    };
    const text = customerTextWords(notice, texted, { locale, timeZone: job.ctx.tenant.settings.timeZone });
    if (text !== null) await this.texter.send(job, { phone, locale, text }, 'customer');
  }
}
