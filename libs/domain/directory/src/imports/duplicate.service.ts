import { ListingWriter } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { PairNotFound } from './directory.errors';
import { type DoubtfulPair, DuplicateRepository, type PairKey } from './duplicate.repository';

const MAX_ID = 2 ** 31 - 1;

/** @throws PairNotFound for what is no pair of numbers */
function pairKeyOf(id: string): PairKey {
  const [, left, right] = /^(\d{1,10})-(\d{1,10})$/.exec(id) ?? [];
  const ids = [Number(left), Number(right)].sort((a, b) => a - b);
  const [one = Number.NaN, other = Number.NaN] = ids;
  if (!(one < other && other <= MAX_ID)) throw new PairNotFound({});
  return { one, other };
}

/** The queue of listings that may be the same business, and what people decided. */
export class DuplicateService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly duplicates: DuplicateRepository,
    private readonly writer: ListingWriter,
  ) {}

  /** @param limit 1 to 1,000 */
  async listDoubtful(ctx: TenantContext, limit: number): Promise<DoubtfulPair[]> {
    return this.work.read(ctx, (tx) => this.duplicates.listDoubtful(tx, limit));
  }

  /**
   * Makes one listing of the two: the sources of one move to the other, its address leads there.
   * @param by who decided
   * @returns the listing that stays
   * @throws PairNotFound
   */
  async merge(ctx: TenantContext, id: string, by: string): Promise<number> {
    const pair = pairKeyOf(id);
    return this.work.write(ctx, async (tx) => {
      if (!(await this.duplicates.decide(tx, pair, 'merged', by))) throw new PairNotFound({});
      const survivor = await this.duplicates.findSurvivor(tx, pair);
      const gone = survivor === pair.one ? pair.other : pair.one;
      await this.duplicates.moveSources(tx, gone, survivor);
      const now = systemClock.now();
      await this.writer.refresh(tx, [gone, survivor], now);
      await this.writer.finish(tx, 'touched', now);
      return survivor;
    });
  }

  /** They are two businesses: never asked again. @throws PairNotFound */
  async keepApart(ctx: TenantContext, id: string, by: string): Promise<void> {
    const pair = pairKeyOf(id);
    await this.work.write(ctx, async (tx) => {
      if (!(await this.duplicates.decide(tx, pair, 'distinct', by))) throw new PairNotFound({});
    });
  }
}
