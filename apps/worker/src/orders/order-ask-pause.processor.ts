import { ORDER_ASK_PAUSE, OrderHandling, orderMails, OrderSilence } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { ShopMailer } from './shop-mailer';

/** Asks somebody of a shop that does not answer whether it takes a pause, or says that it is paused. */
@HandlesJob(ORDER_ASK_PAUSE)
export class OrderAskPauseProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly silence: OrderSilence,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    const asked = found && (await this.silence.standing(job.ctx, found.order.listingId));
    // Somebody of the shop did something meanwhile, or nobody is left to ask.
    if (!found || !asked) return;
    await this.mailer.deliver(job, found, orderMails.silence, (listing, forShop) => ({
      listing: listing.name,
      missed: asked.missed,
      pausedUntil: asked.isPausedByPlatform ? asked.pausedUntil : null,
      answerUrl: this.mailer.silenceUrl(job, found),
      ...forShop,
    }));
  }
}
