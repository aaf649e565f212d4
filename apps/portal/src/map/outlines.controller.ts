import { fileRoutes, type OutlinesRequest, outlinesRequestSchema } from '@halles/contracts';
import { Cost, Ctx, file, type HttpAnswer, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress, contentHash, type Encoding } from '@halles/platform/theming';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentEncoding } from '../rendering/encoding';
import { OutlinesService } from './outlines.service';

/** Outlines change with the year's edition, counts beside names by the day. */
const SHARED = 'public, max-age=3600, stale-while-revalidate=86400';

/** The ground of maps, ours and others'. Any site may read the answers: they are public, carry no cookie and know nobody. */
@Public()
@Cost('search')
@Controller()
export class OutlinesController {
  constructor(private readonly outlines: OutlinesService) {}

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
