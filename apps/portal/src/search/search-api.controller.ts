import {
  type ClustersRequest,
  clustersRequestSchema,
  type FacetsRequest,
  type SearchRequest,
  type SuggestRequest,
  facetsRequestSchema,
  searchRequestSchema,
  suggestRequestSchema,
  fileRoutes,
} from '@halles/contracts';
import { ProductFinder } from '@halles/domain/catalogue';
import { categoriesOf } from '@halles/domain/categories';
import { OrderingShops } from '@halles/domain/orders';
import { SearchService } from '@halles/domain/search';
import { Clock } from '@halles/kernel';
import { Cost, Ctx, file, type HttpAnswer, json, Public } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { PageRenderer } from '../rendering/page-renderer';
import { withOrderingNow, soldOf } from './covers';
import { ClustersService } from './clusters.service';
import { queryOf, toFacetsAnswer, toSearchAnswer, toSuggestion } from './api-answers';
import { SharedAnswers } from './shared-answers.service';

/** What is open changes by the minute; shared caches and browsers may keep an answer so long, seconds. */
const SHARED = 'public, max-age=30';
/** A browser may show the same part of the map again for so long without asking. */
const OWN_BROWSER = 'private, max-age=60';
/** What says where somebody is belongs in no cache. */
const ONE_READER = 'private, no-store';
const JSON_TYPE = 'application/json; charset=utf-8';
const OPEN_TO_ALL = { 'access-control-allow-origin': '*' };

/**
 * The directory for programs, ours and others'. Any site may read the answers (they are public, carry no cookie and know
 * nobody): `Access-Control-Allow-Origin: *`, simple requests only, hence no preflight to answer.
 */
@Public()
@Cost('search')
@Controller()
export class SearchApiController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly work: UnitOfWork,
    private readonly directory: SearchService,
    private readonly products: ProductFinder,
    private readonly shops: OrderingShops,
    private readonly clusters: ClustersService,
    private readonly shared: SharedAnswers,
    private readonly clock: Clock,
  ) {}

  @Get(fileRoutes.apiSearch)
  async search(
    @Ctx() ctx: TenantContext,
    @Query({ schema: searchRequestSchema }) request: SearchRequest,
  ): Promise<HttpAnswer> {
    return this.answer(ctx, { search: request }, isShared(request), async () => {
      const { query, tree, scope } = this.read(ctx, request);
      return this.work.read(ctx, async (tx) => {
        const found = await this.directory.searchIn(tx, query);
        const now = this.clock.now().getTime();
        const page = { ...found, results: await withOrderingNow(found, tx, this.shops, now) };
        const sold = await soldOf(page, tx, this.products);
        return toSearchAnswer(page, scope, { tree, at: query.at, sold });
      });
    });
  }

  @Get(fileRoutes.apiFacets)
  async facets(
    @Ctx() ctx: TenantContext,
    @Query({ schema: facetsRequestSchema }) request: FacetsRequest,
  ): Promise<HttpAnswer> {
    return this.answer(ctx, { facets: request }, isShared(request), async () => {
      const { query, tree, scope } = this.read(ctx, request);
      return toFacetsAnswer(await this.directory.facets(ctx, query), scope, tree);
    });
  }

  @Get(fileRoutes.apiSuggest)
  async suggest(
    @Ctx() ctx: TenantContext,
    @Query({ schema: suggestRequestSchema }) request: SuggestRequest,
  ): Promise<HttpAnswer> {
    const { q, near, lang } = request;
    return this.answer(ctx, { suggest: request }, near === undefined, async () => {
      const scope = this.renderer.scope(ctx.tenant, lang);
      const tree = categoriesOf(ctx);
      const found = await this.directory.suggest(ctx, q, lang, near ?? null);
      return { suggestions: found.map((suggestion) => toSuggestion(suggestion, scope, tree)) };
    });
  }

  @Get(fileRoutes.apiClusters)
  async counts(
    @Ctx() ctx: TenantContext,
    @Query({ schema: clustersRequestSchema }) { zoom, ...filters }: ClustersRequest,
  ): Promise<HttpAnswer> {
    const now = this.clock.now().getTime();
    const query = queryOf(filters, categoriesOf(ctx), ctx.tenant.settings.timeZone, now);
    return json(await this.clusters.answer(ctx, query, zoom), {
      ...OPEN_TO_ALL,
      'cache-control': filters.near === undefined ? OWN_BROWSER : ONE_READER,
    });
  }

  private read(ctx: TenantContext, request: FacetsRequest) {
    const tree = categoriesOf(ctx);
    const now = this.clock.now().getTime();
    const query = queryOf(request, tree, ctx.tenant.settings.timeZone, now);
    return { query, tree, scope: this.renderer.scope(ctx.tenant, request.lang) };
  }

  /** @param question the parameters, as they were read from the address */
  private async answer(
    ctx: TenantContext,
    question: object,
    shared: boolean,
    read: () => Promise<object>,
  ): Promise<HttpAnswer> {
    if (!shared) return json(await read(), { ...OPEN_TO_ALL, 'cache-control': ONE_READER });
    const body = await this.shared.json(ctx, question, read);
    return file(body, { type: JSON_TYPE, cacheControl: SHARED, headers: OPEN_TO_ALL });
  }
}

/** Whether an answer is the same for every reader: not where it depends on a position or a part of the map. */
const isShared = ({ near, bounds }: FacetsRequest): boolean => near === undefined && bounds === undefined;
