import { OrderPayments, PAYMENT_SETTLE } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Does what is due about the payment of an order: asks the provider what is true, and for one act after the other. */
@HandlesJob(PAYMENT_SETTLE)
export class PaymentSettleProcessor implements JobHandler {
  constructor(private readonly payments: OrderPayments) {}

  async run({ ctx, ref }: Job): Promise<void> {
    await this.payments.settle(ctx, ref);
  }
}
