import { PAYMENT_CHECK_ACCOUNT, PaymentAccounts } from '@halles/domain/orders';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Asks the provider whether the account of a shop takes payments by now. */
@HandlesJob(PAYMENT_CHECK_ACCOUNT)
export class PaymentCheckAccountProcessor implements JobHandler {
  constructor(private readonly accounts: PaymentAccounts) {}

  async run({ ctx, ref }: Job): Promise<void> {
    await this.accounts.checkById(ctx, ref);
  }
}
