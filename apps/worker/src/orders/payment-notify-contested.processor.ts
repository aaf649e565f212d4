import { orderMails, OrderHandling, PAYMENT_NOTIFY_CONTESTED } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Tells one of those who handle the orders of the shop that the bank of a customer contests a payment. */
@HandlesJob(PAYMENT_NOTIFY_CONTESTED)
export class PaymentNotifyContestedProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account or the address was removed, or the customer was erased.
    if (!found?.order.customer) return;
    const { order } = found;
    const customer = found.order.customer.name;
    await this.mailer.deliver(job, found, orderMails.paymentContested, (listing, forShop) => ({
      ...contentsOfOrder(order, listing),
      customer,
      ...forShop,
    }));
  }
}
