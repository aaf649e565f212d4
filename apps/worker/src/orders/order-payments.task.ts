import {
  OrderPayments,
  PaymentAccounts,
  PaymentReconciliation,
  PendingPayments,
} from '@halles/domain/orders';
import { HOUR, MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Events of the provider may be late, lost, or of something that we did not cause: it is asked. */
@Injectable()
export class OrderPaymentsTask {
  constructor(
    private readonly payments: OrderPayments,
    private readonly accounts: PaymentAccounts,
    private readonly reconciliation: PaymentReconciliation,
    private readonly pending: PendingPayments,
  ) {}

  /** Orders that wait to be paid, of one tenant. */
  @Every(MINUTE, { name: 'unpaid-orders', perTenant: 'any-state' })
  async follow(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { followed: await this.payments.followUnpaid(ctx, signal) };
  }

  /** Who has not paid after a few minutes, of one tenant: a closed tab loses the link. */
  @Every(MINUTE, { name: 'unpaid-order-mails', perTenant: 'live' })
  async remind(ctx: TenantContext): Promise<TaskCounts> {
    return { reminded: await this.pending.remind(ctx) };
  }

  /** What was refused or not answered, however long ago, of one tenant. */
  @Every(HOUR, { name: 'unfinished-payments', perTenant: 'any-state' })
  async retry(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { retried: await this.payments.retry(ctx, signal) };
  }

  /** Whether the accounts of one tenant take payments still: what is closed or taken away from us may send no event. */
  @Every(HOUR, { name: 'payment-accounts', perTenant: 'any-state' })
  async check(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { checked: await this.accounts.checkAll(ctx, signal) };
  }

  /** All payments of the last days, of one tenant. */
  @Every(HOUR, { name: 'payment-reconciliation', perTenant: 'any-state' })
  async reconcile(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { mismatches: await this.reconciliation.reconcile(ctx, signal) };
  }
}
