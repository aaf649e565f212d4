import { PushService } from '@halles/domain/notifications';
import { ORDER_PUSH_SHOP, OrderHandling } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PushUnavailable } from '@halles/platform/push';

/** After so many attempts it is given up: there is the mail, and the reminder. */
const ATTEMPTS = 4;

/** Rings on the devices of somebody who handles the orders of a shop: one came, and waits. */
@HandlesJob(ORDER_PUSH_SHOP)
export class OrderPushShopProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly pushes: PushService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // Answered meanwhile, or the account is gone.
    if (!found?.account || found.order.state !== 'received') return;
    try {
      await this.pushes.pushTo(job.ctx, found.account.id, { event: 'order', ref: job.ref });
    } catch (error) {
      if (!(error instanceof PushUnavailable) || job.failures + 1 < ATTEMPTS) throw error;
    }
  }
}
