import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Photo, ShownPhoto } from './photo';
import { PhotoRepository } from './photo.repository';
import { PhotoService } from './photo.service';

/** The photograph that a product has: added by `PhotoService.add`, where it takes the place of the one before. */
@Injectable()
export class ProductPhotos {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly service: PhotoService,
  ) {}

  /** What products of a listing show, by product, as a part of what a page reads. */
  async ofListingIn(tx: TenantTx, listingId: number): Promise<ReadonlyMap<string, ShownPhoto>> {
    const found = await this.photos.ofProducts(tx, listingId);
    return new Map(found.flatMap((photo) => (photo.productId === null ? [] : [[photo.productId, photo]])));
  }

  find(ctx: TenantContext, listingId: number, productId: string): Promise<Photo | null> {
    return this.work.read(ctx, (tx) => this.photos.ofProduct(tx, listingId, productId));
  }

  /** Takes it off at once; nothing where there is none. */
  async remove(ctx: TenantContext, listingId: number, productId: string, now: Date): Promise<void> {
    const photo = await this.find(ctx, listingId, productId);
    if (photo) await this.service.remove(ctx, listingId, photo.id, now);
  }
}
