import { DeliveryService } from '@halles/domain/deliveries';
import { type Listing, ListingService } from '@halles/domain/listings';
import {
  confirmableUntil,
  CustomerHistory,
  isCollected,
  isConfirmedBefore,
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

/** An order that moved on while a mail of it was made is looked at so often; what moves faster is told by the next attempt. */
const LOOKS = 5;

/** The step that a job tells of, with its order as it was looked at. */
type SeenEvent = NonNullable<Awaited<ReturnType<OrderHandling['findByEvent']>>>;

/** The order of a mail is not any more what the mail says. */
class MovedOn extends Error {}

/**
 * Tells the customer of an order what became of it, in the language that they ordered in: what holds as the mail leaves, and nothing
 * of what the order has left by then.
 */
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
    for (let look = 1; ; look += 1)
      try {
        const hasNotice = await this.tell(job);
        // Begun before, by an attempt that failed: there is nothing to tell any more.
        if (!hasNotice && (look > 1 || job.failures > 0)) await this.deliveries.discard(job);
        return;
      } catch (error) {
        if (!(error instanceof MovedOn) || look === LOOKS) throw error;
      }
  }

  /** @returns false where there is nothing to tell @throws MovedOn */
  private async tell(job: Job): Promise<boolean> {
    const found = await this.orders.findByEvent(job.ctx, job.ref);
    const address = found?.order.customer?.email;
    // Erased meanwhile.
    if (!found || !address) return false;
    const { order, event } = found;
    const toPay = payNoticeOf(order, event, this.clock.now());
    if (toPay !== null) return this.tellToPay(job, found, toPay === 'lapsed', address);
    const usual = noticeOf(order, event);
    const notice = usual === 'received' && order.isList ? 'list-received' : usual;
    const listing = notice && (await this.listings.find(job.ctx, order.listingId));
    if (!listing) return false;
    if (notice === 'to-confirm') return this.askToConfirm(job, found, listing, address);
    if (notice === 'proposed') return this.propose(job, found, listing, address);
    // What has only come in confirms nothing, whatever was mailed.
    const mails = order.event === 1 ? [] : await this.mails.list(job.ctx, order.id);
    if (isConfirmedBefore(notice, mails)) return false;
    const confirms = isConfirmation(notice, mails);
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
    return this.send(job, found, request, isOfTheShop ? `order ${order.id} ${notice}` : undefined);
  }

  /** Sends a mail of an order as it was looked at. @throws MovedOn it is another by now */
  private async send<Model>(
    job: Job,
    { order: { event } }: SeenEvent,
    request: Parameters<typeof this.deliveries.deliver<Model>>[1],
    counted?: string,
  ): Promise<true> {
    await this.deliveries.deliver(job, request, counted, async () => {
      if ((await this.mails.lastStep(job.ctx, job.ref)) !== event) throw new MovedOn('the order moved on');
    });
    return true;
  }

  /** Asks the customer to confirm, as long as that can be done. Counted with all that strangers cause: the address may be anybody's. */
  private async askToConfirm(job: Job, seen: SeenEvent, listing: Listing, address: string): Promise<boolean> {
    const { order } = seen;
    if (order.state !== 'to-confirm' || confirmableUntil(order) <= this.clock.now()) return false;
    const model = toConfirmOf(job.ctx, order, listing, this);
    return this.send(job, seen, {
      mail: orderMails.toConfirm,
      ...toCustomer(order, address, listing),
      model,
    });
  }

  /** Brings the link to pay, or says that it is over. Counted with all that strangers cause: the address may be anybody's. */
  private async tellToPay(job: Job, seen: SeenEvent, isLapsed: boolean, address: string): Promise<boolean> {
    const { order } = seen;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return false;
    const model = toPayOf(job.ctx, order, listing, isLapsed, this);
    return this.send(job, seen, {
      mail: orderMails.toPay,
      ...toCustomer(order, address, listing),
      model,
    });
  }

  /** Asks the customer about what the shop proposes, as long as that waits for them. */
  private async propose(job: Job, seen: SeenEvent, listing: Listing, address: string): Promise<boolean> {
    const { order } = seen;
    const amendment = await this.amendments.latest(job.ctx, order.id);
    if (!amendment || order.proposedUntil === null || amendment.expiresAt <= this.clock.now()) return false;
    const counted = `order ${order.id} proposed`;
    const to = toCustomer(order, address, listing);
    const model = proposalOf(job.ctx, order, amendment, listing, this);
    return order.isList
      ? this.send(job, seen, { mail: orderMails.listAnswered, ...to, model }, counted)
      : this.send(job, seen, { mail: orderMails.proposed, ...to, model }, counted);
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
    const sender = ctx.tenant.settings;
    return {
      filename: `${orderNumber(order.number)}.ics`,
      contentType: 'text/calendar',
      content: Buffer.from(orderCalendar(order, { shop: listing.name, place, url, sender }, order.locale)),
    };
  }
}
