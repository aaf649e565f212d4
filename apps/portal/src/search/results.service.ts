import { FreeDays } from '@halles/domain/agendas';
import { categoriesOf } from '@halles/domain/categories';
import { PublicFootfall } from '@halles/domain/footfall';
import { ListingService, UnlistedListings } from '@halles/domain/listings';
import { foldName } from '@halles/domain/text';
import { ProductFinder } from '@halles/domain/catalogue';
import { OrderingShops } from '@halles/domain/orders';
import { PhotoService } from '@halles/domain/photos';
import { PostReader } from '@halles/domain/posts';
import {
  NeighbourService,
  SearchCursorRefused,
  type SearchPlace,
  type SearchQuery,
  SearchService,
} from '@halles/domain/search';
import { Clock, type Locale } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type SearchParams, isPrivate, toSearchQuery } from './search-params';
import { coversOf, isPaused, offersOf, withOrderingNow, soldOf } from './covers';
import { MinuteCache } from './minute-cache';
import { type Answered, lastKnownDay } from './results-words';

/** How many places are offered where nothing was found. */
const PLACES_OFFERED = 6;

/** Shops that are looked at for goods that were searched for. */
const SHOPS_WITH_GOODS = 8;

type Found = Pick<
  Answered,
  'page' | 'facets' | 'covers' | 'offers' | 'levels' | 'sold' | 'free' | 'goods' | 'places' | 'closed'
>;

/** What many ask for in the same minute: the lists of a town, held for a minute at most. */
const SHARED = { tenants: 64, bytesPerTenant: 1_024 * 1_024 };
/** Memory of an answer, bytes: of what every one has, and of each result with its hours. */
const SIZE = { base: 8_192, result: 6_144 };

const isEmpty = ({ page }: Pick<Found, 'page'>, params: SearchParams): boolean =>
  page.results.length === 0 && params.after === null;

/**
 * Whether what was searched for may be goods: words that are in names, keywords or products of shops that take orders, or one
 * that stands for a kind of business ("tarte"). The name of a kind ("pâtisserie") is none. Pure.
 */
const mayBeGoods = (
  { after }: SearchParams,
  { interpretation: { category, categoryWord, words } }: Answered['page'],
  { features }: Answered['facets'],
): boolean => {
  if (after !== null) return false;
  return category === null
    ? words.length > 0 && (features.orders ?? 0) > 0
    : categoryWord !== null && words.length === 0;
};

/** Answers the questions of pages and programs. */
@Injectable()
export class ResultsService {
  private readonly shared = new MinuteCache<Found>({
    ...SHARED,
    sizeOf: ({ page, places }) => SIZE.base + SIZE.result * (page.results.length + places.length),
  });

  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly directory: SearchService,
    private readonly neighbours: NeighbourService,
    private readonly photos: PhotoService,
    private readonly posts: PostReader,
    private readonly products: ProductFinder,
    private readonly shops: OrderingShops,
    private readonly freeDays: FreeDays,
    private readonly unlisted: UnlistedListings,
    private readonly footfall: PublicFootfall,
    @InjectLog() private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /** A page of results with what surrounds it. An end of list that no page gave begins at the beginning. */
  async answer(ctx: TenantContext, params: SearchParams, locale: Locale): Promise<Answered> {
    const now = this.clock.now().getTime();
    const read = () => this.work.read(ctx, (tx) => this.read(tx, params, locale, now));
    // A search from the position of a reader is read for that reader alone: nobody else will repeat it.
    const found = isPrivate(params)
      ? await read()
      : await this.shared.get(
          ctx,
          await this.listings.version(ctx),
          now,
          JSON.stringify({ params, locale }),
          read,
        );
    // What nobody can know of a far day is not missing in the directory.
    const isKnownDay = lastKnownDay({ params, now }, ctx.tenant.settings.timeZone) === null;
    if (isEmpty(found, params) && params.q !== '' && isKnownDay) await this.note(ctx, params.q);
    return { params, tree: categoriesOf(ctx), now, ...found };
  }

  private async read(tx: TenantTx, params: SearchParams, locale: Locale, now: number): Promise<Found> {
    const query = toSearchQuery(params, locale, tx.ctx.tenant.settings.timeZone, now);
    const { page: found, facets } = await this.found(tx, query);
    const page = { ...found, results: await withOrderingNow(found, tx, this.shops, now) };
    const covers = await coversOf(page, tx, this.photos);
    const offers = await offersOf(page, tx, this.posts, now);
    const shown = page.results.map(({ listing }) => listing.id);
    const levels = await this.footfall.levels(tx, shown);
    const sold = await soldOf(page, tx, this.products);
    const free = await this.freeDays.nextIn(tx, shown, query.free ?? page.interpretation.freeDuring);
    const goods = mayBeGoods(params, found, facets) ? await this.goodsOf(tx, query, now) : [];
    const places = isEmpty({ page }, params) ? await this.placesNear(tx, page.origin.point) : [];
    const closed = await this.closedNamed(tx, params, page.results);
    return { page, facets, covers, offers, levels, sold, free, goods, places, closed };
  }

  /** Who knows the very name of a business is told that it is closed for good, unless one of that name is open. */
  private async closedNamed(
    tx: TenantTx,
    { q, after }: SearchParams,
    results: Answered['page']['results'],
  ): Promise<Answered['closed']> {
    const name = foldName(q);
    if (name === '' || after !== null) return [];
    if (results.some(({ listing }) => foldName(listing.name) === name)) return [];
    return this.unlisted.closedNamedIn(tx, q);
  }

  /** What can be ordered of what was searched for, in the order of the shops that a search for it finds. */
  private async goodsOf(tx: TenantTx, query: SearchQuery, now: number): Promise<Answered['goods']> {
    const asked = { ...query, isOfGoods: true, limit: SHOPS_WITH_GOODS };
    const features = [...new Set([...query.features, 'sells' as const])];
    const found = await this.directory.searchIn(tx, { ...asked, features });
    const page = { ...found, results: await withOrderingNow(found, tx, this.shops, now) };
    const sold = await soldOf(page, tx, this.products);
    const goods = page.results.flatMap(({ listing }) =>
      (sold.get(listing.id) ?? []).map((product) => ({
        product,
        listing,
        isPaused: isPaused(listing.features),
      })),
    );
    // What can be ordered at the moment comes before what can be after a pause.
    return [...goods.filter((one) => !one.isPaused), ...goods.filter((one) => one.isPaused)];
  }

  private async found(tx: TenantTx, query: SearchQuery): Promise<Pick<Answered, 'page' | 'facets'>> {
    try {
      return await this.directory.searchWithFacetsIn(tx, query);
    } catch (error) {
      if (!(error instanceof SearchCursorRefused)) throw error;
      return this.directory.searchWithFacetsIn(tx, { ...query, after: null });
    }
  }

  private async placesNear(tx: TenantTx, near: SearchPlace['centre']): Promise<SearchPlace[]> {
    const [communes = [], districts = []] = await this.neighbours.findIn(tx, [
      { kind: 'commune', near, limit: PLACES_OFFERED },
      { kind: 'district', near, limit: PLACES_OFFERED },
    ]);
    return communes.length > 1 ? communes : districts;
  }

  /** A search without results shows the town what is missing; the reader's page does not depend on it. */
  private async note(ctx: TenantContext, text: string): Promise<void> {
    try {
      await this.directory.noteUnanswered(ctx, text);
    } catch (error) {
      this.log.warn({ err: error }, 'a search without an answer could not be noted');
    }
  }
}
