import { deliveryAddressWords, ORDER_NOTIFY_SHOP, OrderHandling, orderMails } from '@halles/domain/orders';
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
    await this.mailer.deliver(
      job,
      found,
      orderMails.received,
      (listing, forShop) => ({
        ...contentsOfOrder(order, listing),
        customer,
        email,
        phone,
        note: order.note,
        address: order.address && deliveryAddressWords(order.address),
        ...this.mailer.answerUrls(job, found),
        ...forShop,
      }),
      causedByCustomer(order),
    );
  }
}
