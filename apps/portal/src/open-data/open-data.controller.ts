import { fileRoutes, patternsOf } from '@halles/contracts';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { ListingService } from '@halles/domain/listings';
import { Public, contextOf, localeOfPath, matchesEtag } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiateEncoding } from '../rendering/encoding';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { catalogueJsonLd, catalogueTurtle } from './catalogue';
import { presentOpenData } from './open-data.presenter';
import { type DatasetFormat, OpenDataService } from './open-data.service';

const TYPES: Readonly<Record<DatasetFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  geojson: 'application/geo+json',
  jsonld: 'application/ld+json',
};

/** What changes with the directory alone is asked for again only then. */
const REVALIDATED = 'public, max-age=300, must-revalidate';

/** The directory as open data (CRPA, art. L. 312-1-1). Open to scripts of any site: it is everybody's. */
@Public()
@Controller()
export class OpenDataController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly data: OpenDataService,
    private readonly listings: ListingService,
  ) {}

  @Get(patternsOf('data'))
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = contextOf(request);
    const facts = await this.data.facts(ctx);
    const { scope, layout } = this.renderer.frame(ctx.tenant, localeOfPath(request.url), 'data');
    const html = this.renderer.render(ctx.tenant, 'pages/prose', {
      layout,
      body: presentOpenData(scope, facts),
    });
    void this.sender.send(ctx, request, reply, { locale: scope.locale, html });
  }

  @Get(fileRoutes.dataCsv)
  csv(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.file(request, reply, 'csv');
  }

  @Get(fileRoutes.dataGeojson)
  geoJson(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.file(request, reply, 'geojson');
  }

  @Get(fileRoutes.dataJsonld)
  jsonLd(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.file(request, reply, 'jsonld');
  }

  @Get(fileRoutes.catalogueJsonld)
  async catalogue(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const facts = await this.data.catalogue(contextOf(request));
    void this.open(reply, 'application/ld+json').send(catalogueJsonLd(facts));
  }

  @Get(fileRoutes.catalogueTurtle)
  async turtle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const facts = await this.data.catalogue(contextOf(request));
    void this.open(reply, 'text/turtle; charset=utf-8').send(catalogueTurtle(facts));
  }

  private open(reply: FastifyReply, type: string): FastifyReply {
    return reply.headers({
      'content-type': type,
      'cache-control': REVALIDATED,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
  }

  private async file(request: FastifyRequest, reply: FastifyReply, format: DatasetFormat): Promise<void> {
    const ctx = contextOf(request);
    const accepted = negotiateEncoding(request.headers['accept-encoding']);
    const encoding = accepted === 'identity' ? 'identity' : 'gzip';
    const etag = `"${await this.listings.version(ctx)}-${format}-${encoding}"`;
    void this.open(reply, TYPES[format]).headers({ etag, vary: 'Accept-Encoding' });
    if (matchesEtag(request.headers['if-none-match'], etag)) {
      void reply.status(304).send();
      return;
    }
    if (encoding === 'gzip') void reply.header('content-encoding', 'gzip');
    // Fastify answers HEAD by this handler too: the whole directory is not read to be thrown away.
    if (request.method === 'HEAD') {
      void reply.send();
      return;
    }
    const stream = this.data.stream(ctx, format);
    // A reader who leaves closes the last of the chain: `pipeline` closes the reading with it.
    void reply.send(
      encoding === 'gzip' ? pipeline(stream, createGzip({ level: 4 }), () => undefined) : stream,
    );
  }
}
