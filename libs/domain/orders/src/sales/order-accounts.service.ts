import { isoOfDay, wallTime } from '@halles/domain/hours';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Orders that a transaction erases at most. */
const BATCH = 1_000;

/** Counters of years of which nothing is left. */
const FORGET_NUMBERS = [
  `DELETE FROM order_number n WHERE n.year < $1
      AND NOT EXISTS (SELECT FROM customer_order o WHERE o.listing_id = n.listing_id AND o.year = n.year)`,
  'DELETE FROM credit_note_number WHERE year < $1',
];

/** What the shops keep of orders for their accounts. */
@Injectable()
export class OrderAccounts {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Erases orders ten years after the end of the year that they were numbered in (code de commerce, L123-22): whole years, so that
   * the numbers that are left have no gaps. One with a credit note of a later year stays as long as that. Returns how many.
   */
  @EraseAfter('order-accounts', { months: 120 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    const { day } = wallTime(ctx.tenant.settings.timeZone, instant.getTime());
    const year = Number(isoOfDay(day).slice(0, 4));
    let erased = 0;
    for (let last = BATCH; last === BATCH; erased += last) last = await this.eraseSome(ctx, year);
    return erased;
  }

  /** Of the years before one. */
  private async eraseSome(ctx: TenantContext, year: number): Promise<number> {
    return this.work.write(ctx, async ({ manager }) => {
      const [, orders] = await manager.query<[unknown[], number]>(
        `DELETE FROM customer_order WHERE id IN (
           SELECT o.id FROM order_number n JOIN customer_order o ON o.listing_id = n.listing_id AND o.year = n.year
            WHERE n.year < $1 AND NOT EXISTS (SELECT FROM credit_note c WHERE c.order_id = o.id AND c.year >= $1)
            LIMIT $2)`,
        [year, BATCH],
      );
      if (orders < BATCH) for (const statement of FORGET_NUMBERS) await manager.query(statement, [year]);
      return orders;
    });
  }
}
