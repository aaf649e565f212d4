import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_NOTIFY_WITHDRAWAL, OrderHandling, orderMails, refundDueOn } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { causedByCustomer, noticeOfWithdrawals, withdrawnOf } from './order-mail';

/** Tells one of those who handle the orders of the shop that a customer withdrew. */
@HandlesJob(ORDER_NOTIFY_WITHDRAWAL)
export class OrderNotifyWithdrawalProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly orders: OrderHandling,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    const last = found?.order.withdrawals.at(-1);
    // The account was deleted, or the customer was erased.
    if (!found || !last?.customer) return;
    const { order, account } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing) return;
    const { locale } = account;
    const { withdrawals, refundDue } = noticeOfWithdrawals(order.withdrawals);
    // What came before was paid back meanwhile.
    if (withdrawals.length === 0) return;
    const request = {
      mail: orderMails.withdrawalNotice,
      locale,
      to: recipientOf(account),
      model: {
        ...withdrawnOf(order, listing, withdrawals),
        customer: last.customer.name,
        hasRest: order.state !== 'cancelled',
        dueOn: refundDue && refundDueOn(refundDue, tenant.settings.timeZone),
        orderUrl: new PortalLinks(this.config, tenant).to('merchant.order', locale, {
          listing: listing.id,
          order: order.id,
        }),
      },
    };
    await this.deliveries.deliver(job, request, causedByCustomer(order));
  }
}
