import { ORDER_NOTIFY_AMENDMENT, OrderHandling, orderMails } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { amendmentAnswer, causedByCustomer, contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Tells one of those who handle the orders of the shop what its customer answered to what it proposed. */
@HandlesJob(ORDER_NOTIFY_AMENDMENT)
export class OrderNotifyAmendmentProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    const outcome = found && amendmentAnswer(found.order);
    // The account or the address was removed, the customer was erased, or something else came of the order meanwhile.
    if (!found?.order.customer || !outcome) return;
    const { order } = found;
    const customer = found.order.customer.name;
    await this.mailer.deliver(
      job,
      found,
      orderMails.amended,
      (listing, forShop) => ({ ...contentsOfOrder(order, listing), customer, outcome, ...forShop }),
      causedByCustomer(order),
    );
  }
}
