import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  ORDER_ACKNOWLEDGE_WITHDRAWAL,
  orderMails,
  OrderWithdrawals,
  refundDueOn,
  sellerWords,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';
import { customerUrl, isWithdrawnInPart, toCustomer, withdrawnOf } from './order-mail';

/** Acknowledges a withdrawal to who withdrew, in the language that they ordered in. */
@HandlesJob(ORDER_ACKNOWLEDGE_WITHDRAWAL)
export class OrderAcknowledgeWithdrawalProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly withdrawals: OrderWithdrawals,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const order = await this.withdrawals.findOrder(job.ctx, job.ref);
    const withdrawal = order?.withdrawals.find(({ id }) => id === job.ref);
    // Erased meanwhile.
    if (!order || !withdrawal?.customer) return;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const request = {
      mail: orderMails.withdrawalAcknowledged,
      ...toCustomer(order, withdrawal.customer.email, listing),
      model: {
        ...withdrawnOf(order, listing, [withdrawal]),
        at: withdrawal.at,
        isPart: isWithdrawnInPart(order),
        dueOn: withdrawal.isRefundDue ? refundDueOn(withdrawal, tenant.settings.timeZone) : null,
        place: placeOf(listing),
        seller: sellerWords(listing),
        orderUrl: customerUrl(job.ctx, order, this),
      },
    };
    // Counted by its kind: orders are made anew with anybody's address. What is withheld goes later, as the law wants it.
    await this.deliveries.deliver(job, request);
  }
}
