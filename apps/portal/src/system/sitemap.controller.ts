import { fileRoutes, portalRoutes } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { categoriesOf } from '@halles/domain/categories';
import { SoldProducts } from '@halles/domain/orders';
import { LandmarkService } from '@halles/domain/search';
import {
  CACHED_SHORTLY,
  Cost,
  Ctx,
  file,
  type HttpAnswer,
  PageNotFound,
  Public,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { nodeOf } from '../wording/category-slugs';
import { PageRenderer } from '../rendering/page-renderer';
import {
  IDS_PER_FILE,
  productEntry,
  SHOPS_PER_FILE,
  type SitemapPage,
  categoryEntry,
  filesFor,
  listingEntry,
  placeEntry,
  sitemapIndexOf,
  sitemapOf,
} from './sitemaps';
import { indexedPages } from '../rendering/page-names';

const FILE = { type: 'application/xml; charset=utf-8', cacheControl: CACHED_SHORTLY } as const;
/** The sitemaps for search engines: pages, categories, places, businesses and what they sell, in files of bounded size. */
@Public()
@Controller()
export class SitemapController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly listings: ListingService,
    private readonly landmarks: LandmarkService,
    private readonly products: SoldProducts,
  ) {}

  @Get(fileRoutes.sitemap)
  async index(@Ctx() ctx: TenantContext): Promise<HttpAnswer> {
    const [{ lastId }, lastPlaceId, shops] = await Promise.all([
      this.listings.figures(ctx),
      this.landmarks.lastPlaceId(ctx),
      this.products.countShops(ctx),
    ]);
    const numbered = (route: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => route.replace(':number', String(index + 1)));
    const files = [
      fileRoutes.sitemapOfPages,
      fileRoutes.sitemapOfCategories,
      ...numbered(fileRoutes.sitemapOfPlaces, filesFor(lastPlaceId)),
      ...numbered(fileRoutes.sitemapOfListings, filesFor(lastId)),
      ...numbered(fileRoutes.sitemapOfProducts, filesFor(shops, SHOPS_PER_FILE)),
    ];
    return file(sitemapIndexOf(this.origin(ctx), files), FILE);
  }

  @Get(fileRoutes.sitemapOfPages)
  pages(@Ctx() ctx: TenantContext): HttpAnswer {
    return this.fileOf(
      ctx,
      indexedPages.map((page) => ({ paths: portalRoutes[page] })),
    );
  }

  @Get(fileRoutes.sitemapOfCategories)
  async categories(@Ctx() ctx: TenantContext): Promise<HttpAnswer> {
    const tree = categoriesOf(ctx);
    const ids = await this.landmarks.categories(ctx);
    const nodes = ids.flatMap((id) => nodeOf(id, tree) ?? []).filter(({ hidden }) => !hidden);
    return this.fileOf(ctx, nodes.map(categoryEntry));
  }

  @Get(fileRoutes.sitemapOfPlaces)
  @Cost('heavy')
  async places(@Ctx() ctx: TenantContext, @Param('number') number: string): Promise<HttpAnswer> {
    const first = firstIdOf(number, await this.landmarks.lastPlaceId(ctx));
    const places = await this.landmarks.places(ctx, first, first + IDS_PER_FILE);
    return this.fileOf(ctx, places.map(placeEntry));
  }

  @Get(fileRoutes.sitemapOfListings)
  @Cost('heavy')
  async businesses(@Ctx() ctx: TenantContext, @Param('number') number: string): Promise<HttpAnswer> {
    const first = firstIdOf(number, (await this.listings.figures(ctx)).lastId);
    const listings = await this.listings.listAddresses(ctx, first, first + IDS_PER_FILE);
    return this.fileOf(ctx, listings.map(listingEntry));
  }

  @Get(fileRoutes.sitemapOfProducts)
  @Cost('heavy')
  async sold(@Ctx() ctx: TenantContext, @Param('number') number: string): Promise<HttpAnswer> {
    const first = firstIdOf(number, await this.products.countShops(ctx), SHOPS_PER_FILE);
    const shops = { offset: first - 1, limit: SHOPS_PER_FILE };
    const products = await this.products.list(ctx, shops, IDS_PER_FILE);
    return this.fileOf(ctx, products.map(productEntry));
  }

  private fileOf(ctx: TenantContext, pages: readonly SitemapPage[]): HttpAnswer {
    return file(sitemapOf(this.origin(ctx), pages), FILE);
  }

  private origin({ tenant }: TenantContext): string {
    return this.renderer.scope(tenant, tenant.settings.defaultLocale).origin;
  }
}

/** The first id, or shop, of a numbered file. @throws PageNotFound when there is no such file */
function firstIdOf(number: string, last: number, each = IDS_PER_FILE): number {
  const file = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;
  if (file < 1 || file > filesFor(last, each)) throw new PageNotFound({});
  return (file - 1) * each + 1;
}
