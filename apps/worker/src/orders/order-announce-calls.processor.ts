import { consolePath } from '@halles/contracts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ORDER_ANNOUNCE_CALLS, OrderCalls, orderMails } from '@halles/domain/orders';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Mails the town that there are orders to call about. */
@HandlesJob(ORDER_ANNOUNCE_CALLS)
export class OrderAnnounceCallsProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly calls: OrderCalls,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { slug, settings } = job.ctx.tenant;
    const announced = await this.calls.announced(job.ctx, job.ref);
    // Answered or cancelled meanwhile.
    if (!announced) return;
    await this.deliveries.deliver(job, {
      mail: orderMails.toCall,
      locale: settings.defaultLocale,
      to: { name: settings.contact.name, address: settings.contact.email, isProven: true },
      model: { ...announced, consoleUrl: consoleOrigin(this.config) + consolePath(slug, 'orders') },
    });
  }
}
