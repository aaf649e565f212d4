import { Clock, SECOND } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import { OrderNotices } from '../order-notices';
import { OrderRepository } from '../order.repository';
import type { OrderStep } from '../order-step';
import { HeldNoticeRepository } from './held-notice.repository';
import { isHeldStep, takesBackUntold } from './held-step';

/** Orders that one run of the task looks at. */
const BATCH = 500;

/** What of the notices of a step is written with it. */
type Held = Required<Pick<OrderStep, 'isHeld' | 'takesBack'>>;

/**
 * Tells customers of what a shop did once it had time to take it back. The deadline is in the row of the order, and what is due is
 * promised in the transaction that clears it: once, by whichever worker comes first.
 */
@Injectable()
export class HeldNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly held: HeldNoticeRepository,
    private readonly orders: OrderRepository,
    private readonly notices: OrderNotices,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: Pick<Config, 'orderNoticeDelaySeconds'>,
  ) {}

  /** Whether the notices of a step wait, or it takes back one of which none was sent. @param order locked, as it is before the step */
  async of(tx: TenantWriteTx, order: OrderSummary, step: OrderStep): Promise<Held> {
    if (this.config.orderNoticeDelaySeconds > 0 && isHeldStep(order, step))
      return { isHeld: true, takesBack: false };
    const last = await this.held.lastStep(tx, order.id);
    const isWaiting = order.noticesDueAt !== null;
    return { isHeld: false, takesBack: last !== null && takesBackUntold(order, step, last, isWaiting) };
  }

  /** Promises what tells of a step that was just taken, at once or when its shop cannot be expected to take it back any more. */
  async promise(tx: TenantWriteTx, order: OrderSummary, step: OrderStep & Held): Promise<void> {
    if (step.takesBack) await this.held.clearUnlessWanted(tx, order.id);
    else if (step.isHeld) {
      const dueAt = new Date(step.at.getTime() + this.config.orderNoticeDelaySeconds * SECOND);
      await this.held.hold(tx, order.id, order.event + 1, dueAt);
    } else await this.notices.append(tx, order, step.id);
  }

  /** Promises what is due by now. @returns of how many orders */
  async release(ctx: TenantContext, isStopped: () => boolean): Promise<number> {
    const now = this.clock.now();
    const due = await this.work.read(ctx, (tx) => this.held.listDue(tx, now, BATCH));
    let released = 0;
    for (const { id, listingId } of due) {
      if (isStopped()) break;
      if (await this.work.write(ctx, (tx) => this.releaseIn(tx, listingId, id, now))) released += 1;
    }
    return released;
  }

  /** @returns false where another worker did, or the steps were taken back meanwhile */
  private async releaseIn(tx: TenantWriteTx, listingId: number, id: string, now: Date): Promise<boolean> {
    const order = await this.orders.lock(tx, listingId, id);
    if (!order?.noticesDueAt || order.noticesDueAt > now) return false;
    await this.tell(tx, order);
    return true;
  }

  /** Promises at once what is held of an order that the transaction has locked: its shop did what follows from it. */
  async tell(tx: TenantWriteTx, order: OrderSummary): Promise<void> {
    if (order.noticesDueAt === null) return;
    for (const event of await this.held.clear(tx, order.id)) await this.notices.append(tx, order, event);
  }
}
