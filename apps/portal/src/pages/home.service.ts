import { ListingService, categoriesOf } from '@halles/domain/listings';
import { SearchService, searchQuery } from '@halles/domain/search';
import { TerritoryService } from '@halles/domain/territories';
import { type Locale, systemClock } from '@halles/kernel';
import { LOG } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import type { HomeData } from './home.presenter';

/** How many open businesses the home page shows. */
const OPEN_SHOWN = 6;

/** What the home page tells of the territory at the moment. */
@Injectable()
export class HomeService {
  constructor(
    private readonly territories: TerritoryService,
    private readonly listings: ListingService,
    private readonly search: SearchService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** What could be read: the home page is worth more without its figures than an error page, the database may be away. */
  async read(ctx: TenantContext, locale: Locale): Promise<HomeData> {
    const now = systemClock.now().getTime();
    const query = searchQuery({ locale, at: now, open: true, limit: OPEN_SHOWN });
    const [figures, directory, open] = await Promise.all([
      this.orNull(this.territories.figures(ctx)),
      this.orNull(this.listings.figures(ctx)),
      this.orNull(this.search.search(ctx, query)),
    ]);
    return { tree: categoriesOf(ctx), figures, listings: directory?.listings ?? null, open, now };
  }

  private async orNull<T>(reading: Promise<T>): Promise<T | null> {
    try {
      return await reading;
    } catch (error) {
      this.log.warn({ err: error }, 'a part of the home page could not be read');
      return null;
    }
  }
}
