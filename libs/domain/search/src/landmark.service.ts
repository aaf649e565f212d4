import { Injectable } from '@nestjs/common';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { LandmarkRepository, type PlaceOnSite } from './landmark.repository';

/** Fewer businesses are no page for search engines. */
export const WORTH_INDEXING = 3;

/** The pages in the sitemap, beside those of listings. */
@Injectable()
export class LandmarkService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly landmarks: LandmarkRepository,
  ) {}

  /** Categories and branches whose page is worth finding, by id. */
  async categories(ctx: TenantContext): Promise<string[]> {
    return this.work.read(ctx, (tx) => this.landmarks.categories(tx, WORTH_INDEXING));
  }

  /** Places of a range of ids whose page is worth finding; `until` not included. */
  async places(ctx: TenantContext, from: number, until: number): Promise<PlaceOnSite[]> {
    return this.work.read(ctx, (tx) => this.landmarks.places(tx, from, until, WORTH_INDEXING));
  }

  /** No place has a greater id. */
  async lastPlaceId(ctx: TenantContext): Promise<number> {
    return this.work.read(ctx, (tx) => this.landmarks.lastPlaceId(tx));
  }
}
