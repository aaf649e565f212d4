import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import type { TenantContext, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from './order';
import { notifyCustomer, textCustomer } from './order.events';

/** By which ways the customer of an order hears what becomes of it. */
@Injectable()
export class CustomerNotices {
  constructor(
    private readonly outbox: Outbox,
    @InjectConfig() private readonly config: Pick<Config, 'textMessages'>,
  ) {}

  /** Whether customers are texted where they wish it: the installation can, and the territory does. */
  offersTexts({ tenant }: Pick<TenantContext, 'tenant'>): boolean {
    return this.config.textMessages !== 'off' && tenant.settings.orders.textMessages;
  }

  /** Promises what tells of a step, in the transaction that takes it. What need not be told is left out when it is sent. */
  async append(
    tx: TenantWriteTx,
    { customer }: Pick<OrderSummary, 'customer'>,
    eventId: string,
  ): Promise<void> {
    if (customer?.email) await this.outbox.append(tx, notifyCustomer(eventId));
    if (customer?.wantsTexts && customer.phone !== null && this.offersTexts(tx.ctx))
      await this.outbox.append(tx, textCustomer(eventId));
  }
}
