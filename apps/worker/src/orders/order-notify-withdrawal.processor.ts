import {
  counterRefundCents,
  isOnCard,
  ORDER_NOTIFY_WITHDRAWAL,
  OrderHandling,
  orderMails,
  refundDueOn,
} from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { causedByCustomer, isWithdrawnInPart, noticeOfWithdrawals, withdrawnOf } from './order-mail';
import { ShopMailer } from './shop-mailer';

/** Tells one of those who handle the orders of the shop that a customer withdrew. */
@HandlesJob(ORDER_NOTIFY_WITHDRAWAL)
export class OrderNotifyWithdrawalProcessor implements JobHandler {
  constructor(
    private readonly orders: OrderHandling,
    private readonly mailer: ShopMailer,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.orders.findByRecipient(job.ctx, job.ref);
    // What the shop gave back by itself it knows.
    const declared = found?.order.withdrawals.filter(({ isByShop }) => !isByShop) ?? [];
    const last = declared.at(-1);
    // The account or the address was removed, or the customer was erased.
    if (!found || !last?.customer) return;
    const { order } = found;
    const { withdrawals, refundDue } = noticeOfWithdrawals(declared, isOnCard(order.payment));
    // What came before was paid back meanwhile.
    if (withdrawals.length === 0) return;
    const customer = last.customer.name;
    await this.mailer.deliver(
      job,
      found,
      orderMails.withdrawalNotice,
      (listing, forShop) => ({
        ...withdrawnOf(order, listing, withdrawals),
        customer,
        hasRest: order.state !== 'cancelled',
        isPart: isWithdrawnInPart(order),
        dueOn: refundDue && refundDueOn(refundDue, job.ctx.tenant.settings.timeZone),
        counterCents: counterRefundCents(order),
        ...forShop,
      }),
      causedByCustomer(order),
    );
  }
}
