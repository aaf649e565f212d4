import { fileRoutes, patternsOf } from '@halles/contracts';
import { type DatasetFormat, OpenDataService } from '@halles/domain/open-data';
import { CACHED_SHORTLY, Cost, Ctx, file, type HttpAnswer, Public, storedFile } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import type { Encoding } from '@halles/platform/theming';
import { Controller, Get } from '@nestjs/common';
import { CurrentEncoding } from '../rendering/encoding';
import { type Page, page } from '../rendering/page';
import { SharedPage } from '../rendering/shared-page.decorator';
import { catalogueJsonLd, catalogueTurtle } from './catalogue';
import { OpenDataFacts } from './open-data-facts';
import { presentOpenData } from './open-data.presenter';

const TYPES: Readonly<Record<DatasetFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  geojson: 'application/geo+json',
  jsonld: 'application/ld+json',
  posts: 'text/csv; charset=utf-8; header=present',
};

/** Open to scripts of any site: it is everybody's. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const;

/** The directory as open data (CRPA, art. L. 312-1-1). */
@Public()
@Controller()
export class OpenDataController {
  constructor(
    private readonly facts: OpenDataFacts,
    private readonly data: OpenDataService,
  ) {}

  @Get(patternsOf('data'))
  @SharedPage()
  async page(@Ctx() ctx: TenantContext): Promise<Page> {
    const facts = await this.facts.directory(ctx);
    return page('static-pages/prose', (scope) => ({ head: 'data', body: presentOpenData(scope, facts) }));
  }

  @Get(fileRoutes.dataCsv)
  @Cost('heavy')
  csv(@Ctx() ctx: TenantContext, @CurrentEncoding() encoding: Encoding): Promise<HttpAnswer> {
    return this.dataset(ctx, 'csv', encoding);
  }

  @Get(fileRoutes.dataGeojson)
  @Cost('heavy')
  geoJson(@Ctx() ctx: TenantContext, @CurrentEncoding() encoding: Encoding): Promise<HttpAnswer> {
    return this.dataset(ctx, 'geojson', encoding);
  }

  @Get(fileRoutes.dataJsonld)
  @Cost('heavy')
  jsonLd(@Ctx() ctx: TenantContext, @CurrentEncoding() encoding: Encoding): Promise<HttpAnswer> {
    return this.dataset(ctx, 'jsonld', encoding);
  }

  @Get(fileRoutes.dataPosts)
  @Cost('heavy')
  posts(@Ctx() ctx: TenantContext, @CurrentEncoding() encoding: Encoding): Promise<HttpAnswer> {
    return this.dataset(ctx, 'posts', encoding);
  }

  @Get(fileRoutes.catalogueJsonld)
  async catalogue(@Ctx() ctx: TenantContext): Promise<HttpAnswer> {
    const facts = await this.facts.catalogue(ctx);
    return file(catalogueJsonLd(facts), {
      type: 'application/ld+json',
      cacheControl: CACHED_SHORTLY,
      headers: OPEN,
    });
  }

  @Get(fileRoutes.catalogueTurtle)
  async turtle(@Ctx() ctx: TenantContext): Promise<HttpAnswer> {
    return file(catalogueTurtle(await this.facts.catalogue(ctx)), {
      type: 'text/turtle; charset=utf-8',
      cacheControl: CACHED_SHORTLY,
      headers: OPEN,
    });
  }

  private async dataset(ctx: TenantContext, format: DatasetFormat, encoding: Encoding): Promise<HttpAnswer> {
    const stored = await this.data.file(ctx, { format, encoding });
    return storedFile(stored, {
      type: TYPES[format],
      cacheControl: CACHED_SHORTLY,
      etag: `"${stored.digest}"`,
      headers: {
        ...OPEN,
        vary: 'Accept-Encoding',
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    });
  }
}
