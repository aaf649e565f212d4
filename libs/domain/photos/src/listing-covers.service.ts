import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ShownPhoto } from './photo';
import { PhotoRepository } from './photo.repository';

/** The first photograph of businesses, for who writes many of them: a logo alone is no picture of a business. */
@Injectable()
export class ListingCovers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
  ) {}

  /** Of those that have one, by listing. */
  async of(ctx: TenantContext, listingIds: readonly number[]): Promise<ReadonlyMap<number, ShownPhoto>> {
    const found = await this.work.read(ctx, (tx) => this.photos.covers(tx, listingIds));
    return new Map(
      found.filter(({ kind }) => kind === 'photo').map((photo) => [photo.listingId, photo] as const),
    );
  }
}
