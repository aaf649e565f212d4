import { fileRoutes, type OutlinesRequest, outlinesRequestSchema } from '@halles/contracts';
import { type Ground, MapGround } from '@halles/domain/open-data';
import { Cost, Ctx, file, type HttpAnswer, Public, storedFile } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { compress, contentHash, type Encoding } from '@halles/platform/theming';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentEncoding } from '../rendering/encoding';

/** Outlines change with the year's edition, counts beside names by the day. */
const SHARED = 'public, max-age=3600, stale-while-revalidate=86400';

/** The ground of maps, ours and others'. Any site may read the answers: they are public, carry no cookie and know nobody. */
@Public()
@Cost('search')
@Controller()
export class OutlinesController {
  constructor(private readonly grounds: MapGround) {}

  @Get(fileRoutes.apiOutlines)
  async ground(
    @Ctx() ctx: TenantContext,
    @CurrentEncoding() encoding: Encoding,
    @Query({ schema: outlinesRequestSchema }) request: OutlinesRequest,
  ): Promise<HttpAnswer> {
    return answerOf(await this.grounds.find(ctx, request, encoding), encoding);
  }
}

function answerOf(ground: Ground, encoding: Encoding): HttpAnswer {
  const options = {
    type: 'application/geo+json; charset=utf-8',
    cacheControl: SHARED,
    headers: {
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    },
  };
  if ('file' in ground) return storedFile(ground.file, { ...options, etag: `"${ground.file.digest}"` });
  const { text } = ground;
  return file(encoding === 'identity' ? text : compress(Buffer.from(text), encoding, 'once'), {
    ...options,
    etag: `"${contentHash(text)}-${encoding}"`,
  });
}
