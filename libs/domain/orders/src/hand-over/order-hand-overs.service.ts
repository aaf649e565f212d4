import { Clock, DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Order } from '../order';
import { OrderHandling, type OrderMove } from '../order-handling.service';
import { OrderCodeUnknown, OrderCodeWrong } from '../order.errors';
import { type HandOver, isSameCode } from './hand-over';
import { HandOverRepository } from './hand-over.repository';

/** What a shop says as it hands an order over. */
export interface HandingOver extends HandOver {
  /** The code that was typed or scanned; null: none was shown. */
  readonly shown: string | null;
}

/** At the counter: which order a code is of, and that it was handed over. */
@Injectable()
export class OrderHandOvers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly handling: OrderHandling,
    private readonly handOvers: HandOverRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The orders of a shop that a code is of, among those that it works on and those that it handed over within a day. Codes are not
   * unique: rarely there are two. @throws OrderCodeUnknown there is none, whatever other shops have
   */
  async findByCode(ctx: TenantContext, listingId: number, code: string): Promise<Order[]> {
    const since = new Date(this.clock.now().getTime() - DAY);
    return this.work.read(ctx, async (tx) => {
      const ids = await this.handOvers.idsByCode(tx, listingId, code, since);
      if (ids.length === 0) throw new OrderCodeUnknown({});
      return Promise.all(ids.map((id) => this.handling.getIn(tx, id)));
    });
  }

  /** Hands an order over, against its code where it was shown. @throws OrderCodeWrong, and as `OrderHandling.move` does */
  async collect(ctx: TenantContext, move: OrderMove, { shown, ...handOver }: HandingOver): Promise<void> {
    if (shown !== null) {
      const { code } = await this.handling.get(ctx, move.orderId);
      if (!isSameCode(shown, code)) throw new OrderCodeWrong({});
    }
    await this.handling.move(ctx, { ...move, handOver }, 'collected');
  }
}
