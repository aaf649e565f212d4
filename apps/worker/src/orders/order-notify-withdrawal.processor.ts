import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_WITHDRAWAL, OrderHandling, orderMails, refundDueOn } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { causedByCustomer, noticeOfWithdrawals, withdrawnOf } from './order-mail';
import { shopMail } from './shop-mail';

/** Tells one of those who handle the orders of the shop that a customer withdrew. */
@HandlesJob(ORDER_NOTIFY_WITHDRAWAL)
export class OrderNotifyWithdrawalProcessor implements JobHandler {
  constructor(
    @InjectConfig() readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    const last = found?.order.withdrawals.at(-1);
    // The account or the address was removed, or the customer was erased.
    if (!found || !last?.customer) return;
    const { order } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    const sent = shopMail(job.ctx, found, this);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    const { withdrawals, refundDue } = noticeOfWithdrawals(order.withdrawals);
    // What came before was paid back meanwhile.
    if (withdrawals.length === 0) return;
    const request = {
      mail: orderMails.withdrawalNotice,
      ...to,
      model: {
        ...withdrawnOf(order, listing, withdrawals),
        customer: last.customer.name,
        hasRest: order.state !== 'cancelled',
        dueOn: refundDue && refundDueOn(refundDue, tenant.settings.timeZone),
        ...forShop,
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
