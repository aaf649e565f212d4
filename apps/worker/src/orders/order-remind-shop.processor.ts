import { ORDER_REMIND_SHOP, OrderAssurance, orderMails } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { contentsOfOrder } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Tells somebody of the shop that an order still waits. */
@HandlesJob(ORDER_REMIND_SHOP)
export class OrderRemindShopProcessor implements JobHandler {
  constructor(
    private readonly assurance: OrderAssurance,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.assurance.reminded(job.ctx, job.ref);
    // Answered meanwhile, or nobody is left to tell.
    if (!found?.order.customer) return;
    const { order } = found;
    const customer = found.order.customer.name;
    await this.mailer.deliver(job, found, orderMails.waiting, (listing, forShop) => ({
      ...contentsOfOrder(order, listing),
      customer,
      since: order.events.at(-1)?.at ?? order.createdAt,
      ...this.mailer.answerUrls(job, found),
      ...forShop,
    }));
  }
}
