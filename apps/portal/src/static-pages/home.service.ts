import { FEATURES, ListingService } from '@halles/domain/listings';
import { GaugeRules } from '@halles/domain/gauges';
import { OrderingShops } from '@halles/domain/orders';
import { categoriesOf } from '@halles/domain/categories';
import { PhotoService } from '@halles/domain/photos';
import { PostReader } from '@halles/domain/posts';
import { type SearchPage, SearchService, searchQuery } from '@halles/domain/search';
import { TerritoryService } from '@halles/domain/territories';
import { Clock, type Locale } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import { type Tenant, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { coversOf, withOrderingNow } from '../search';
import { type HomeData, isWhole } from './home.presenter';

/** How many open businesses the home page shows. */
const OPEN_SHOWN = 6;
/** How many that take orders are read: some may be among those that are open. */
const ORDERING_READ = 9;
/** How much of what shops tell of. */
const POSTS_SHOWN = 3;
/** So many days before it counts a rule on how many people may be inside is told of. */
const DAYS_AHEAD = 7;

interface Remembered {
  /** Of the directory. */
  readonly version: string;
  /** ms since 1970. */
  readonly readAt: number;
  readonly data: Promise<HomeData>;
}

/** What the home page shows of the territory at the moment. */
@Injectable()
export class HomeService {
  /** By entry of the registry and language. */
  private readonly remembered = new WeakMap<Tenant, Map<Locale, Remembered>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly territories: TerritoryService,
    private readonly listings: ListingService,
    private readonly search: SearchService,
    private readonly photos: PhotoService,
    private readonly posts: PostReader,
    private readonly shops: OrderingShops,
    private readonly gauges: GaugeRules,
    @InjectLog() private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /**
   * What could be read, of the directory as it is: the home page is worth more without its figures than an error page, the
   * database may be away.
   * @param oldest ms since it was read that it may be shown again: who is open does not change within seconds
   */
  async read(ctx: TenantContext, locale: Locale, oldest: number): Promise<HomeData> {
    const now = this.clock.now().getTime();
    const directory = await this.orNull(this.listings.figures(ctx));
    if (!directory) return this.readParts(ctx, locale, now, null);
    const known = this.remembered.get(ctx.tenant) ?? new Map<Locale, Remembered>();
    this.remembered.set(ctx.tenant, known);
    const last = known.get(locale);
    if (last && last.version === directory.version && now - last.readAt < oldest) return last.data;
    const data = this.readParts(ctx, locale, now, directory.listings).then((read) => {
      // What is missing is this moment's: the next reader asks again.
      if (!isWhole(read)) known.delete(locale);
      return read;
    });
    known.set(locale, { version: directory.version, readAt: now, data });
    return data;
  }

  /** One after the other: a town that nobody visits all day needs one connection, not one for each part. */
  private async readParts(
    ctx: TenantContext,
    locale: Locale,
    now: number,
    listings: number | null,
  ): Promise<HomeData> {
    const figures = await this.orNull(this.territories.figures(ctx));
    const query = searchQuery({ locale, at: now, open: true, limit: OPEN_SHOWN });
    const found = await this.orNull(
      this.work.read(ctx, async (tx) => {
        const open = await this.nowOf(tx, await this.search.searchIn(tx, query), now);
        const taking = searchQuery({ locale, at: now, features: ['orders'], limit: ORDERING_READ });
        const ordering = await this.orNull(
          this.search.searchIn(tx, taking).then((page) => this.takingOf(tx, page, now)),
        );
        const all = { results: [...open.results, ...(ordering?.results ?? [])] };
        return { open, ordering, covers: await this.orNull(coversOf(all, tx, this.photos)) };
      }),
    );
    const page = await this.orNull(
      this.posts.newest(ctx, { after: null, limit: POSTS_SHOWN }, new Date(now)),
    );
    const posts = page && page.posts;
    const rules = await this.orNull(this.gauges.current(ctx, DAYS_AHEAD));
    const { open, ordering, covers } = found ?? { open: null, ordering: null, covers: null };
    return { tree: categoriesOf(ctx), figures, listings, open, ordering, covers, posts, rules, now };
  }

  /** Results with what is true of ordering there at the moment: the directory may be a minute behind. */
  private async nowOf(tx: TenantTx, page: SearchPage, now: number): Promise<SearchPage> {
    return { ...page, results: await withOrderingNow(page, tx, this.shops, now) };
  }

  /** Those of them where one can order. */
  private async takingOf(tx: TenantTx, page: SearchPage, now: number): Promise<SearchPage> {
    const { results } = await this.nowOf(tx, page, now);
    return { ...page, results: results.filter(({ listing }) => (listing.features & FEATURES.orders) !== 0) };
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
