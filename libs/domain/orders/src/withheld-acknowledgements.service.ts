import { Clock, DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { acknowledgeWithdrawal } from './order.events';
import { WithdrawalRepository } from './withdrawal.repository';

/** For how long what was withheld is sent later: a flood of them ends by itself. */
const SENT_LATER = 3 * DAY;
/** Of one address at once: as many as its mailbox takes within an hour. */
const AT_ONCE = 4;

/**
 * Acknowledgements of withdrawals that were withheld, as too many went to one mailbox: the law wants each of them sent without
 * delay (code de la consommation, L221-21), so they are promised again until the mailbox may be written to.
 */
@Injectable()
export class WithheldAcknowledgements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly withdrawals: WithdrawalRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Promises the oldest of each address once more. Returns how many. */
  async promise(ctx: TenantContext): Promise<number> {
    const since = new Date(this.clock.now().getTime() - SENT_LATER);
    return this.work.write(ctx, async (tx) => {
      const ids = await this.withdrawals.claimWithheld(tx, since, AT_ONCE);
      await this.outbox.appendAll(
        tx,
        ids.map((id) => acknowledgeWithdrawal(id)),
      );
      return ids.length;
    });
  }
}
