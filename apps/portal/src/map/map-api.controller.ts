import {
  type ClustersRequest,
  type OutlinesRequest,
  clustersRequestSchema,
  outlinesRequestSchema,
  fileRoutes,
} from '@halles/contracts';
import { categoriesOf } from '@halles/domain/listings';
import { systemClock } from '@halles/kernel';
import { Ctx, Public, RateLimit, matchesEtag } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress, contentHash } from '@halles/platform/theming';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../search/api-answers';
import { negotiateEncoding } from '../rendering/encoding';
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
    @Res() reply: FastifyReply,
    @Query({ schema: clustersRequestSchema }) { zoom, ...asked }: ClustersRequest,
  ): Promise<void> {
    const now = systemClock.now().getTime();
    const query = queryOf(asked, categoriesOf(ctx), ctx.tenant.settings.timeZone, now);
    const answer = await this.clusters.answer(ctx, query, zoom);
    const cacheControl = asked.near === undefined ? OWN_BROWSER : ONE_READER;
    void reply.headers({ 'cache-control': cacheControl, 'access-control-allow-origin': '*' }).send(answer);
  }

  @Get(fileRoutes.apiOutlines)
  async ground(
    @Ctx() ctx: TenantContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: outlinesRequestSchema }) asked: OutlinesRequest,
  ): Promise<void> {
    const written = await this.outlines.geoJson(ctx, asked);
    const encoding = negotiateEncoding(request.headers['accept-encoding']);
    const etag = `"${contentHash(written)}-${encoding}"`;
    void reply.headers({
      'content-type': 'application/geo+json; charset=utf-8',
      'cache-control': SHARED,
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      etag,
    });
    if (matchesEtag(request.headers['if-none-match'], etag)) void reply.status(304).send();
    else if (encoding === 'identity') void reply.send(written);
    else
      void reply.header('content-encoding', encoding).send(compress(Buffer.from(written), encoding, 'once'));
  }
}
