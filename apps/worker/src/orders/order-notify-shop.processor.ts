import {
  deliveryAddressWords,
  isUnpriced,
  type MailedOrder,
  ORDER_NOTIFY_SHOP,
  type OrderCustomer,
  OrderHandling,
  orderMails,
} from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { causedByCustomer, contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Mails an order to one of those who handle the orders of the shop. */
@HandlesJob(ORDER_NOTIFY_SHOP)
export class OrderNotifyShopProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account or the address was removed, and its row with it, or the customer was erased meanwhile.
    if (!found?.order.customer) return;
    const { order } = found;
    const { name: customer, email, phone } = found.order.customer;
    if (isUnpriced(order)) return this.list(job, found, found.order.customer);
    await this.mailer.deliver(
      job,
      found,
      orderMails.received,
      (listing, forShop) => ({
        ...contentsOfOrder(order, listing),
        customer,
        email,
        phone,
        collector: found.order.customer?.collector ?? null,
        note: order.note,
        isByTown: order.events[0]?.actor === 'town',
        address: order.address && deliveryAddressWords(order.address),
        ...this.mailer.answerUrls(job, found),
        ...forShop,
      }),
      causedByCustomer(order),
    );
  }

  /** The same of a list, which is answered with prices. */
  private list(job: Job, found: MailedOrder, { name: customer, email, phone }: OrderCustomer): Promise<void> {
    const { order } = found;
    return this.mailer.deliver(
      job,
      found,
      orderMails.listReceived,
      (listing, forShop) => ({
        ...contentsOfOrder(order, listing),
        ...{ customer, email, phone, note: order.note },
        text: order.list?.text ?? null,
        hasPhoto: order.list?.photoBytes != null,
        answerUrl: this.mailer.listUrl(job.ctx, found),
        refuseUrl: this.mailer.answerUrls(job, found).refuseUrl,
        ...forShop,
      }),
      causedByCustomer(order),
    );
  }
}
