import { MINUTE } from '@halles/kernel';
import { type TenantContext, cacheKey } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';

export interface MinuteCacheOptions<T> {
  /** Bytes of one tenant's answers: no town pushes another's out. */
  readonly bytesPerTenant: number;
  /** How many tenants have answers in memory: beyond it those of the least recently used tenant are dropped. */
  readonly tenants: number;
  /** Memory that an answer takes, bytes. */
  readonly sizeOf: (answer: T) => number;
}

/** Answers of one tenant, directory version and minute. */
interface Edition<T extends object> {
  readonly stamp: string;
  readonly answers: LRUCache<string, T, () => Promise<T>>;
}

/**
 * Answers that many ask for in the same minute, read once however many ask at once. What is open changes by the minute, what
 * is listed with the directory's version: each of both begins an edition of its own, and the one before is let go.
 */
export class MinuteCache<T extends object> {
  private readonly editions: LRUCache<string, Edition<T>>;

  constructor(private readonly options: MinuteCacheOptions<T>) {
    this.editions = new LRUCache({ max: options.tenants, ttl: MINUTE, ttlAutopurge: true });
  }

  /**
   * The answer to a query, read again unless it was read within this minute. A failure is given to all who wait for it and
   * not held.
   * @param version of all that the answer is made of; to be known before `read` begins
   * @param now ms since 1970
   */
  async get(
    ctx: TenantContext,
    version: string,
    now: number,
    question: string,
    read: () => Promise<T>,
  ): Promise<T> {
    const stamp = `${ctx.tenant.version} ${version} ${Math.floor(now / MINUTE)}`;
    const answer = await this.edition(ctx, stamp).answers.fetch(question, { context: read });
    return answer ?? read();
  }

  private edition(ctx: TenantContext, stamp: string): Edition<T> {
    const key = cacheKey(ctx, 'answers');
    const known = this.editions.get(key);
    if (known?.stamp === stamp) return known;
    const { bytesPerTenant, sizeOf } = this.options;
    const edition: Edition<T> = {
      stamp,
      answers: new LRUCache({
        maxSize: bytesPerTenant,
        sizeCalculation: (answer, question) => sizeOf(answer) + 2 * question.length,
        fetchMethod: (_question, _stale, { context }) => context(),
        // Whoever waits for an answer gets it, though others take its room meanwhile.
        ignoreFetchAbort: true,
      }),
    };
    this.editions.set(key, edition);
    return edition;
  }
}
