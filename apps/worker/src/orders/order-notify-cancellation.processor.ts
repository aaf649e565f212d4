import { ORDER_NOTIFY_CANCELLATION, OrderHandling, orderMails } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { causedByCustomer, contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Tells one of those who handle the orders of the shop that an order was cancelled, by its customer or for want of an answer. */
@HandlesJob(ORDER_NOTIFY_CANCELLATION)
export class OrderNotifyCancellationProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // The account or the address was removed, the customer was erased, or the shop has taken the order up again.
    if (!found?.order.customer || found.order.state !== 'cancelled') return;
    const { order } = found;
    const customer = found.order.customer.name;
    const by = order.events.at(-1)?.actor === 'system' ? ('system' as const) : ('customer' as const);
    await this.mailer.deliver(
      job,
      found,
      orderMails.cancelled,
      (listing, forShop) => ({ ...contentsOfOrder(order, listing), customer, by, ...forShop }),
      causedByCustomer(order),
    );
  }
}
