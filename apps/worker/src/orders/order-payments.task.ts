import { OrderPayments, PaymentReconciliation } from '@halles/domain/orders';
import { HOUR, MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Events of the provider may be late, lost, or of something that we did not cause: it is asked. */
@Injectable()
export class OrderPaymentsTask {
  constructor(
    private readonly payments: OrderPayments,
    private readonly reconciliation: PaymentReconciliation,
  ) {}

  /** Orders that wait to be paid, of one tenant. */
  @Every(MINUTE, { name: 'unpaid-orders', perTenant: 'any-state' })
  async follow(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { followed: await this.payments.followUnpaid(ctx, signal) };
  }

  /** All payments of the last days, of one tenant. */
  @Every(HOUR, { name: 'payment-reconciliation', perTenant: 'any-state' })
  async reconcile(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { mismatches: await this.reconciliation.reconcile(ctx, signal) };
  }
}
