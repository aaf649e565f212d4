import { FreeDays } from '@halles/domain/agendas';
import { categoriesOf } from '@halles/domain/categories';
import { OrderingShops } from '@halles/domain/orders';
import { PhotoService } from '@halles/domain/photos';
import { PostReader } from '@halles/domain/posts';
import {
  type NeighbourQuery,
  NeighbourService,
  type SearchPlace,
  type SearchQuery,
  SearchService,
  searchQuery,
} from '@halles/domain/search';
import { Clock, type Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { emptySearchParams } from './search-params';
import { type CategoryNode, nodeAt } from '../wording/category-slugs';
import { coversOf, offersOf, withOrderingNow } from './covers';
import { type Landing, type LandingRoute, whereTyped } from './landing';

/** How many links of a kind a landing page has. */
const COMMUNES = 18;
const DISTRICTS = 18;
const STREETS = 24;
/** How many results it shows: the whole list is one link away. */
const SHOWN = 12;

/** What an address names, with the places that belong to it. */
interface Named {
  readonly thing: LandingRoute;
  readonly node: CategoryNode | null;
  readonly place: SearchPlace | null;
  /** The commune of the place, or the place itself. */
  readonly commune: SearchPlace | null;
}

/** What the pages of categories, communes, districts and streets are made of. */
@Injectable()
export class LandingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly directory: SearchService,
    private readonly neighbours: NeighbourService,
    private readonly photos: PhotoService,
    private readonly posts: PostReader,
    private readonly freeDays: FreeDays,
    private readonly shops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  /** A category, in a commune where one is named; null where either does not exist. */
  async ofCategory(
    ctx: TenantContext,
    locale: Locale,
    slug: string,
    commune?: string,
  ): Promise<Landing | null> {
    const node = nodeAt(slug, categoriesOf(ctx)) ?? null;
    if (node === null || node.hidden) return null;
    if (commune === undefined)
      return this.work.read(ctx, (tx) =>
        this.read(tx, locale, { thing: 'category', node, place: null, commune: null }),
      );
    return this.work.read(ctx, async (tx) => {
      const place = await this.directory.findPlaceIn(tx, 'commune', commune);
      return place && this.read(tx, locale, { thing: 'categoryInCommune', node, place, commune: place });
    });
  }

  /** A commune; null where there is none of that name. */
  async ofCommune(ctx: TenantContext, locale: Locale, slug: string): Promise<Landing | null> {
    return this.work.read(ctx, async (tx) => {
      const place = await this.directory.findPlaceIn(tx, 'commune', slug);
      return place && this.read(tx, locale, { thing: 'commune', node: null, place, commune: place });
    });
  }

  /** A district; null where there is none of that name. */
  async ofDistrict(ctx: TenantContext, locale: Locale, slug: string): Promise<Landing | null> {
    return this.work.read(ctx, async (tx) => {
      const place = await this.directory.findPlaceIn(tx, 'district', slug);
      if (!place) return null;
      const [[commune = null] = []] = await this.neighbours.findIn(tx, [
        { kind: 'commune', commune: place.commune, limit: 1 },
      ]);
      return this.read(tx, locale, { thing: 'district', node: null, place, commune });
    });
  }

  /** A street of a commune; null where either does not exist. */
  async ofStreet(ctx: TenantContext, locale: Locale, commune: string, slug: string): Promise<Landing | null> {
    return this.work.read(ctx, async (tx) => {
      const town = await this.directory.findPlaceIn(tx, 'commune', commune);
      const place = town && (await this.directory.findPlaceIn(tx, 'street', slug, town.commune));
      return place && this.read(tx, locale, { thing: 'street', node: null, place, commune: town });
    });
  }

  private async read(tx: TenantTx, locale: Locale, named: Named): Promise<Landing> {
    const now = this.clock.now().getTime();
    const query = queryOf(named, locale, now);
    const wanted = wantedPlaces(named);
    const [{ page: found, facets }, places] = await Promise.all([
      this.directory.searchWithFacetsIn(tx, query),
      this.neighbours.findIn(tx, wanted),
    ]);
    const page = { ...found, results: await withOrderingNow(found, tx, this.shops, now) };
    const covers = await coversOf(page, tx, this.photos);
    const offers = await offersOf(page, tx, this.posts, now);
    const ids = page.results.map(({ listing }) => listing.id);
    const free = await this.freeDays.nextIn(tx, ids, null);
    const of = (kind: SearchPlace['kind']): SearchPlace[] =>
      (places[wanted.findIndex((each) => each.kind === kind)] ?? []).filter(
        ({ id }) => id !== named.place?.id,
      );
    const params = {
      ...emptySearchParams,
      category: named.node?.id ?? null,
      where: named.place ? whereTyped(named.place) : '',
    };
    return {
      ...named,
      answered: {
        params,
        tree: categoriesOf(tx.ctx),
        page,
        covers,
        offers,
        sold: new Map(),
        free,
        goods: [],
        facets,
        now,
        places: [],
        closed: [],
      },
      communes: of('commune'),
      districts: of('district'),
      streets: of('street'),
    };
  }
}

function queryOf({ node, place }: Named, locale: Locale, now: number): SearchQuery {
  return searchQuery({
    locale,
    at: now,
    category: node?.id ?? null,
    commune: place?.kind === 'commune' ? place.commune : null,
    place: place && place.kind !== 'commune' ? place.id : null,
    limit: SHOWN,
  });
}

/** What each kind of page leads on to. */
function wantedPlaces({ thing, place }: Named): NeighbourQuery[] {
  if (!place)
    return [
      { kind: 'commune', limit: COMMUNES },
      { kind: 'district', limit: DISTRICTS },
    ];
  const near = place.centre;
  const { commune } = place;
  switch (thing) {
    case 'commune':
      return [
        { kind: 'commune', near, limit: COMMUNES + 1 },
        { kind: 'district', commune, limit: DISTRICTS },
        { kind: 'street', commune, limit: STREETS },
      ];
    case 'district':
      return [
        { kind: 'district', near, limit: DISTRICTS + 1 },
        { kind: 'street', near, commune, limit: STREETS },
      ];
    case 'street':
      return [
        { kind: 'street', near, commune, limit: STREETS + 1 },
        { kind: 'district', near, commune, limit: 3 },
      ];
    default:
      return [
        { kind: 'commune', near, limit: COMMUNES + 1 },
        { kind: 'district', commune, limit: DISTRICTS },
      ];
  }
}
