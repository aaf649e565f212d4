import { createHash } from 'node:crypto';
import { ListingService } from '@halles/domain/listings';
import {
  noticeOf,
  ORDER_PUSH_CUSTOMER,
  OrderBrowsers,
  OrderHandling,
  pushWords,
} from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PushUnavailable } from '@halles/platform/push';

/** After so many attempts it is given up: the page of the order says where it stands. */
const ATTEMPTS = 4;
/** A browser that is away for longer reads it on the page, or in the mail. */
const TTL_SECONDS = 3_600;

/** Notifies the browsers of a customer of what became of an order, in the language that they ordered in. */
@HandlesJob(ORDER_PUSH_CUSTOMER)
export class OrderPushCustomerProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    private readonly browsers: OrderBrowsers,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByEvent(job.ctx, job.ref);
    // Erased meanwhile.
    if (!found?.order.customer) return;
    const { order, event } = found;
    const notice = noticeOf(order, event);
    const listing = notice && (await this.listings.find(job.ctx, order.listingId));
    if (!listing || notice === 'to-confirm') return;
    const message = {
      payload: pushWords(notice, listing.name, order.locale),
      topic: createHash('sha256').update(order.id).digest('base64url').slice(0, 32),
      ttl: TTL_SECONDS,
    };
    try {
      await this.browsers.push(job.ctx, order.id, message);
    } catch (error) {
      if (!(error instanceof PushUnavailable) || job.failures + 1 < ATTEMPTS) throw error;
    }
  }
}
