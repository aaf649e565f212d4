import { listingPath } from '@halles/contracts';
import { Readable } from 'node:stream';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { type Listing, ListingService } from '@halles/domain/listings';
import { categoriesOf } from '@halles/domain/categories';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PageRenderer } from '../rendering/page-renderer';
import { ProseWriter } from '../rendering/prose';
import type { DatasetFacts } from './catalogue';
import { csvOf, geoJsonOf, jsonLdOf } from './dataset-text';
import type { OpenDataFacts } from './open-data.presenter';

export type DatasetFormat = 'csv' | 'geojson' | 'jsonld';

/** The directory as files, and what is to be said of them. */
@Injectable()
export class OpenDataService {
  constructor(
    private readonly listings: ListingService,
    private readonly renderer: PageRenderer,
    private readonly clock: Clock,
  ) {}

  /** Version, size and sources of the directory. */
  async facts(ctx: TenantContext): Promise<OpenDataFacts> {
    const [figures, sources] = await Promise.all([this.listings.figures(ctx), this.listings.sources(ctx)]);
    return { figures, sources };
  }

  /** The whole directory in a format, in constant memory; closing the stream stops the reading. */
  stream(ctx: TenantContext, format: DatasetFormat): Readable {
    const scope = this.renderer.scope(ctx.tenant, 'fr');
    const tree = categoriesOf(ctx);
    const urlOf = (listing: Listing): string => scope.origin + listingPath('fr', listing);
    const batches = this.listings.listPublic(ctx);
    if (format === 'csv') return Readable.from(csvOf(batches, { tree, urlOf }));
    if (format === 'geojson') return Readable.from(geoJsonOf(batches, { tree, urlOf }));
    const { day } = wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime());
    const today = isoOfDay(day);
    return Readable.from(
      jsonLdOf(batches, (listing) => ({ tree, today, locale: 'fr', url: urlOf(listing) })),
    );
  }

  /** What the catalogue says. */
  async catalogue(ctx: TenantContext): Promise<DatasetFacts> {
    const { figures, sources } = await this.facts(ctx);
    const text = (locale: 'fr' | 'en', key: string): string =>
      new ProseWriter(this.renderer.scope(ctx.tenant, locale), 'data').line(key);
    const both = (key: string) => ({ fr: text('fr', key), en: text('en', key) });
    return {
      settings: ctx.tenant.settings,
      origin: this.renderer.scope(ctx.tenant, 'fr').origin,
      changedAt: figures.changedAt,
      usesOsm: sources.includes('osm'),
      title: both('heading'),
      description: both('description'),
    };
  }
}
