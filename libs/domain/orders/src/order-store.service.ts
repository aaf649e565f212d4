import { appendAudit, pipelined, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BlockedCustomers } from './blocked-customers/blocked-customers.service';
import { OrderNotices } from './order-notices';
import { type NewOrder, OrderRepository } from './order.repository';
import type { OrderStep } from './order-step';
import type { Staff } from './order-staff';
import { signalOrders } from './order-signals';
import { RecipientRepository } from './recipient.repository';

/** What an order begins with. */
export type FirstState = 'received' | 'to-confirm' | 'to-pay' | 'accepted';

/** Stores what was judged and may be ordered. */
@Injectable()
export class OrderStore {
  constructor(
    private readonly orders: OrderRepository,
    private readonly recipients: RecipientRepository,
    private readonly notices: OrderNotices,
    private readonly blocked: BlockedCustomers,
  ) {}

  /**
   * Gives an order its number and its first step, and promises what tells its customer and its shop of it.
   * @param state its shop knows nothing of it before its customer confirmed or paid it
   * @param handlers the accounts that handle the orders of its shop
   * @param staff who enters it for its customer: of the shop, it is accepted with that
   * @throws OrderRefusedOnline the shop takes no orders of its customer, but those that it enters itself
   */
  async receive(
    tx: TenantWriteTx,
    order: NewOrder,
    state: FirstState,
    handlers: readonly string[],
    staff?: Staff,
  ): Promise<void> {
    const { id, listingId, customer } = order;
    const first: OrderStep = {
      id: uuid(),
      state,
      actor: staff?.actor ?? 'customer',
      accountId: staff?.accountId ?? null,
      ...(staff?.agentId === undefined ? {} : { agentId: staff.agentId }),
      overrides: staff?.overrides ?? [],
      reason: null,
      delayMinutes: null,
      at: order.createdAt,
    };
    const arrival = { id, listingId };
    const [, , , recipients] = await pipelined([
      staff?.actor !== 'merchant' && customer
        ? this.blocked.check(tx, listingId, { ...customer, accountId: order.accountId ?? null })
        : null,
      this.orders.insert(tx, order, first),
      staff
        ? appendAudit(
            tx,
            'order.entered',
            { listing: listingId, order: id, overrides: staff.overrides },
            order.createdAt,
          )
        : null,
      state === 'received' ? this.recipients.add(tx, arrival, handlers) : [],
      state === 'received' || state === 'accepted' ? signalOrders(tx, listingId) : null,
    ]);
    if (staff?.actor === 'merchant') {
      await this.notices.append(tx, order, first.id);
      return;
    }
    // Who pays is on the page that says how.
    if (state === 'to-pay') return;
    if (state === 'to-confirm') {
      await this.notices.appendReceipt(tx, order, first.id);
      return;
    }
    await this.notices.appendArrival(tx, order, first.id, recipients);
  }
}
