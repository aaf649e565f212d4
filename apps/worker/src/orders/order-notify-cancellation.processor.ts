import { type Order, ORDER_NOTIFY_CANCELLATION, OrderHandling, orderMails } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { causedByCustomer, contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Who cancelled it, as the mail says it. Pure. */
function cancelledBy({ events }: Pick<Order, 'events'>): 'customer' | 'system' | 'lapsed' | 'town' {
  const last = events.at(-1);
  if (last?.reason === 'lapsed') return 'lapsed';
  return last?.actor === 'system' || last?.actor === 'town' ? last.actor : 'customer';
}

/** Tells one of those who handle the orders of the shop that an order was cancelled: by its customer, by the town for the shop, or for want of an answer. */
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
    const by = cancelledBy(order);
    await this.mailer.deliver(
      job,
      found,
      orderMails.cancelled,
      (listing, forShop) => ({ ...contentsOfOrder(order, listing), customer, by, ...forShop }),
      causedByCustomer(order),
    );
  }
}
