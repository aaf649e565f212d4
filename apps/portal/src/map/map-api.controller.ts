import {
  type ClustersRequest,
  type OutlinesRequest,
  clustersRequestSchema,
  outlinesRequestSchema,
  fileRoutes,
} from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { systemClock } from '@halles/kernel';
import { Ctx, file, type HttpAnswer, json, Public, RateLimit } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress, contentHash, type Encoding } from '@halles/platform/theming';
import { Controller, Get, Query } from '@nestjs/common';
import { queryOf } from '../search/api-answers';
import { CurrentEncoding } from '../rendering/encoding';
import { ClustersService } from './clusters.service';
import { OutlinesService } from './outlines.service';

/** A browser may show the same part of the map again for so long without asking, seconds. */
const OWN_BROWSER = 'private, max-age=60';
/** What says where somebody is belongs in no cache. */
const ONE_READER = 'private, no-store';
/** Outlines change with the year's edition, counts beside names by the day. */
const SHARED = 'public, max-age=3600, stale-while-revalidate=86400';

/** What maps ask, ours and others'. Any site may read the answers: they are public, carry no cookie and know nobody. */
@Public()
@RateLimit('search')
@Controller()
export class MapApiController {
  constructor(
    private readonly clusters: ClustersService,
    private readonly outlines: OutlinesService,
  ) {}

  @Get(fileRoutes.apiClusters)
  async counts(
    @Ctx() ctx: TenantContext,
    @Query({ schema: clustersRequestSchema }) { zoom, ...filters }: ClustersRequest,
  ): Promise<HttpAnswer> {
    const now = systemClock.now().getTime();
    const query = queryOf(filters, categoriesOf(ctx), ctx.tenant.settings.timeZone, now);
    return json(await this.clusters.answer(ctx, query, zoom), {
      'cache-control': filters.near === undefined ? OWN_BROWSER : ONE_READER,
      'access-control-allow-origin': '*',
    });
  }

  @Get(fileRoutes.apiOutlines)
  async ground(
    @Ctx() ctx: TenantContext,
    @CurrentEncoding() encoding: Encoding,
    @Query({ schema: outlinesRequestSchema }) request: OutlinesRequest,
  ): Promise<HttpAnswer> {
    const text = await this.outlines.geoJson(ctx, request);
    return file(encoding === 'identity' ? text : compress(Buffer.from(text), encoding, 'once'), {
      type: 'application/geo+json; charset=utf-8',
      cacheControl: SHARED,
      etag: `"${contentHash(text)}-${encoding}"`,
      headers: {
        vary: 'Accept-Encoding',
        'access-control-allow-origin': '*',
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    });
  }
}
