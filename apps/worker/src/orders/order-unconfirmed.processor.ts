import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_TELL_UNCONFIRMED, OrderAssurance, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { statusOf, toCustomer } from './order-mail';

/** Tells the customer of an order that the shop has not confirmed yet, and that they may cancel. */
@HandlesJob(ORDER_TELL_UNCONFIRMED)
export class OrderUnconfirmedProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly assurance: OrderAssurance,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const order = await this.assurance.unconfirmed(job.ctx, job.ref);
    const address = order?.customer?.email;
    // Answered or erased meanwhile.
    if (!order || !address) return;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const request = {
      mail: orderMails.status,
      ...toCustomer(order, address, listing),
      model: statusOf(job.ctx, order, listing, { notice: 'still-unconfirmed', isConfirmation: false }, this),
    };
    // All orders together, since anybody may have typed the address; apart from what acknowledges them, which comes first.
    await this.deliveries.deliver(job, request, 'order still-unconfirmed');
  }
}
