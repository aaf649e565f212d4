import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  ORDER_ACKNOWLEDGE_WITHDRAWAL,
  orderLink,
  orderMails,
  OrderWithdrawals,
  refundDueOn,
  sellerWords,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';
import { countedWithdrawal, withdrawnOf } from './order-mail';

/** Acknowledges a withdrawal to who withdrew, in the language that they ordered in. */
@HandlesJob(ORDER_ACKNOWLEDGE_WITHDRAWAL)
export class OrderAcknowledgeWithdrawalProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly withdrawals: OrderWithdrawals,
    private readonly listings: ListingService,
    private readonly signedLinks: SignedLinks,
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
    const { locale } = order;
    const request = {
      mail: orderMails.withdrawalAcknowledged,
      locale,
      to: { name: '', address: withdrawal.customer.email, isProven: false },
      model: {
        ...withdrawnOf(order, listing, [withdrawal]),
        at: withdrawal.at,
        dueOn: withdrawal.isRefundDue ? refundDueOn(withdrawal, tenant.settings.timeZone) : null,
        place: placeOf(listing),
        seller: sellerWords(listing),
        orderUrl: new PortalLinks(this.config, tenant).to('order', locale, {
          token: this.signedLinks.issue(job.ctx, orderLink, { id: order.id, serial: 0 }),
        }),
      },
    };
    await this.deliveries.deliver(job, request, countedWithdrawal(order, withdrawal.customer.email));
  }
}
