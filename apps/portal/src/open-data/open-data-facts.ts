import { ListingService } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PageRenderer } from '../rendering/page-renderer';
import { ProseWriter } from '../rendering/prose';
import type { DatasetFacts } from './catalogue';
import type { DirectoryFacts } from './open-data.presenter';

/** What is to be said of the files of open data. */
@Injectable()
export class OpenDataFacts {
  constructor(
    private readonly listings: ListingService,
    private readonly renderer: PageRenderer,
  ) {}

  /** Version, size and sources of the directory. */
  async directory(ctx: TenantContext): Promise<DirectoryFacts> {
    const [figures, sources] = await Promise.all([this.listings.figures(ctx), this.listings.sources(ctx)]);
    return { figures, sources };
  }

  /** What the catalogue says. */
  async catalogue(ctx: TenantContext): Promise<DatasetFacts> {
    const { figures, sources } = await this.directory(ctx);
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
      posts: { title: both('posts.heading'), description: both('posts.description') },
    };
  }
}
