import { DeliveryService } from '@halles/domain/deliveries';
import { type Listing, ListingService } from '@halles/domain/listings';
import {
  confirmableUntil,
  CustomerHistory,
  isCollected,
  noticeOf,
  type Order,
  orderCalendar,
  ORDER_NOTIFY_CUSTOMER,
  OrderAmendments,
  OrderDocuments,
  OrderHandling,
  OrderMails,
  orderMails,
  orderNumber,
  receptionPlace,
} from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import type { MailAttachment } from '@halles/platform/mail';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';
import {
  calendarIn,
  customerUrl,
  customerWordsIn,
  isConfirmation,
  payNoticeOf,
  proposalOf,
  statusOf,
  toConfirmOf,
  toCustomer,
  toPayOf,
} from './order-mail';

/** Tells the customer of an order what became of it, in the language that they ordered in. */
@HandlesJob(ORDER_NOTIFY_CUSTOMER)
export class OrderNotifyCustomerProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
    private readonly mails: OrderMails,
    private readonly amendments: OrderAmendments,
    private readonly documents: OrderDocuments,
    private readonly customers: CustomerHistory,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByEvent(job.ctx, job.ref);
    const address = found?.order.customer?.email;
    // Erased meanwhile.
    if (!found || !address) return;
    const { order, event } = found;
    const toPay = payNoticeOf(order, event, this.clock.now());
    if (toPay !== null) return this.tellToPay(job, order, toPay === 'lapsed', address);
    const usual = noticeOf(order, event);
    const notice = usual === 'received' && order.isList ? 'list-received' : usual;
    const listing = notice && (await this.listings.find(job.ctx, order.listingId));
    if (!listing) return;
    if (notice === 'to-confirm') return this.askToConfirm(job, order, listing, address);
    if (notice === 'proposed') return this.propose(job, order, listing, address);
    const confirms = isConfirmation(notice, await this.mails.list(job.ctx, order.id));
    const request = {
      mail: orderMails.status,
      ...toCustomer(order, address, listing),
      attachments: [
        ...(confirms ? await this.confirmation(job.ctx, order, listing) : []),
        ...(calendarIn(order, notice) === null ? [] : [this.calendar(job.ctx, order, listing)]),
      ],
      model: {
        ...statusOf(job.ctx, order, listing, { notice, isConfirmation: confirms }, this),
        ...customerWordsIn(order, notice, await this.customers.isAddressProven(job.ctx, order)),
      },
    };
    // What the shop does is told of, however much the customer ordered elsewhere, and whatever it told of before: who was
    // put off often still hears of the cancellation.
    const step = order.events.find((one) => one.event === event);
    const isByTheShop = step?.actor === 'merchant' || step?.actor === 'town';
    // What it enters for somebody on the phone goes to an address that nobody has proven: it is counted as theirs.
    const isOfTheShop = (isByTheShop && event > 1) || step?.reason === 'agreed';
    await this.deliveries.deliver(job, request, isOfTheShop ? `order ${order.id} ${notice}` : undefined);
  }

  /** Asks the customer to confirm, as long as that can be done. Counted with all that strangers cause: the address may be anybody's. */
  private async askToConfirm(job: Job, order: Order, listing: Listing, address: string): Promise<void> {
    if (order.state !== 'to-confirm' || confirmableUntil(order) <= this.clock.now()) return;
    const model = toConfirmOf(job.ctx, order, listing, this);
    await this.deliveries.deliver(job, {
      mail: orderMails.toConfirm,
      ...toCustomer(order, address, listing),
      model,
    });
  }

  /** Brings the link to pay, or says that it is over. Counted with all that strangers cause: the address may be anybody's. */
  private async tellToPay(job: Job, order: Order, isLapsed: boolean, address: string): Promise<void> {
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const model = toPayOf(job.ctx, order, listing, isLapsed, this);
    await this.deliveries.deliver(job, {
      mail: orderMails.toPay,
      ...toCustomer(order, address, listing),
      model,
    });
  }

  /** Asks the customer about what the shop proposes, as long as that waits for them. */
  private async propose(job: Job, order: Order, listing: Listing, address: string): Promise<void> {
    const amendment = await this.amendments.latest(job.ctx, order.id);
    if (!amendment || order.proposedUntil === null || amendment.expiresAt <= this.clock.now()) return;
    const counted = `order ${order.id} proposed`;
    const to = toCustomer(order, address, listing);
    const model = proposalOf(job.ctx, order, amendment, listing, this);
    if (order.isList)
      await this.deliveries.deliver(job, { mail: orderMails.listAnswered, ...to, model }, counted);
    else await this.deliveries.deliver(job, { mail: orderMails.proposed, ...to, model }, counted);
  }

  /** The contract to keep; none where nobody is bound. */
  private async confirmation(ctx: TenantContext, order: Order, listing: Listing): Promise<MailAttachment[]> {
    const document = await this.documents.confirmation(ctx, order, listing);
    return document === null ? [] : [{ ...document, contentType: 'application/pdf' }];
  }

  /** Its time, for the calendar of the customer. Of what is brought there is no place: who gets it is at home. */
  private calendar(ctx: TenantContext, order: Order, listing: Listing): MailAttachment {
    const point = receptionPlace({ point: order.point, address: null });
    const place = isCollected(order.fulfilment) ? (point ?? placeOf(listing)) : null;
    const url = customerUrl(ctx, order, this);
    return {
      filename: `${orderNumber(order.number)}.ics`,
      contentType: 'text/calendar',
      content: Buffer.from(orderCalendar(order, { shop: listing.name, place, url }, order.locale)),
    };
  }
}
