import { Clock, DAY } from '@halles/kernel';
import { PaymentGateway } from '@halles/platform/payments';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import {
  type PaymentCheck,
  type PaymentCheckCursor,
  PaymentCheckRepository,
} from './payment-check.repository';

/** A bank has decided by then; the provider goes on saying that the payment was contested. */
const CONTESTED = 180 * DAY;

/** What the town and the operator look at: payments about which the platform does nothing by itself. */
@Injectable()
export class PaymentChecks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checks: PaymentCheckRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /** Whether orders are paid online on this installation. */
  get isOffered(): boolean {
    return this.gateway.isOffered;
  }

  /** A page of them, the oldest first. @param after the last one of the page before */
  list(ctx: TenantContext, after: PaymentCheckCursor | null, limit: number): Promise<PaymentCheck[]> {
    const since = new Date(this.clock.now().getTime() - CONTESTED);
    return this.work.read(ctx, (tx) => this.checks.list(tx, since, after, limit));
  }
}
