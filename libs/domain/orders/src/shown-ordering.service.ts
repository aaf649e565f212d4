import { ListingWriter } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has the directory say of shops that they take orders where they do at the moment, and nowhere else. */
@Injectable()
export class ShownOrdering {
  constructor(
    private readonly work: UnitOfWork,
    private readonly writer: ListingWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells the directory of what changed without it: a pause that is over, who handles orders, what is sold out. Pages and lists
   * are made anew by it. Where an import holds the directory the next run does it.
   * @returns of how many shops it was told
   */
  async run(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    let shops = 0;
    let after: number | null = 0;
    while (after !== null && !isOver()) {
      const [written, last]: [number, number | null] = await this.write(ctx, after);
      shops += written;
      after = last;
    }
    return shops;
  }

  /** Of the next ones after a listing. @returns how many were written, and the last of them; null: there are no more */
  private write(ctx: TenantContext, after: number): Promise<[number, number | null]> {
    const now = this.clock.now();
    return this.work.write(ctx, async (tx) => {
      const ids = await this.writer.listOutdated(tx, after, now);
      const last = ids.at(-1) ?? null;
      if (last === null) return [0, null];
      const isWritten = await this.writer.attempt(tx, async (batch) => {
        await this.writer.refresh(batch, ids, now);
        await this.writer.finish(batch, 'touched', now);
      });
      return isWritten ? [ids.length, last] : [0, null];
    });
  }
}
