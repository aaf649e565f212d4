import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { MinuteCache } from './minute-cache';

/** Answers to programs, in the bytes that are sent. */
const OF_PROGRAMS = { tenants: 64, bytesPerTenant: 512 * 1_024 };

/** Answers of the directory that are the same for every reader of a town for a minute. */
@Injectable()
export class SharedAnswers {
  private readonly cache = new MinuteCache<Buffer>({ ...OF_PROGRAMS, sizeOf: ({ length }) => length });

  constructor(
    private readonly listings: ListingService,
    private readonly themes: ThemeRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer as JSON.
   * @param question all that the answer depends on besides the directory, the town's settings and its theme
   */
  async json(ctx: TenantContext, question: object, read: () => Promise<object>): Promise<Buffer> {
    const version = `${await this.listings.version(ctx)} ${this.themes.forTenant(ctx.tenant).version}`;
    const now = this.clock.now().getTime();
    return this.cache.get(ctx, version, now, JSON.stringify(question), async () =>
      Buffer.from(JSON.stringify(await read())),
    );
  }
}
