import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { CatalogueService, ProductImports } from '@halles/domain/catalogue';
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
    private readonly catalogue: CatalogueService,
    private readonly imports: ProductImports,
  ) {}

  /** What some products of a listing show, by product, as a part of what a page reads. */
  async ofProductsIn(
    tx: TenantTx,
    listingId: number,
    productIds: readonly string[],
  ): Promise<ReadonlyMap<string, ShownPhoto>> {
    const found = await this.photos.ofProducts(tx, listingId, productIds);
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

  /** Takes a product off sale, and its photo with it: both in one write. @throws ProductNotFound */
  async archiveProduct(ctx: TenantContext, listingId: number, productId: string, now: Date): Promise<void> {
    const photo = await this.work.write(ctx, async (tx) => {
      await this.catalogue.archiveIn(tx, listingId, productId, now);
      const shown = await this.photos.ofProduct(tx, listingId, productId);
      return shown && this.service.removeIn(tx, shown, now);
    });
    if (photo) await this.service.hide(ctx, photo);
  }

  /** Takes an import of products back, and off the photos of what it had added: all in one write. @throws ProductImportNotFound */
  async undoImport(ctx: TenantContext, listingId: number, importId: string, now: Date): Promise<void> {
    const photos = await this.work.write(ctx, async (tx) => {
      const archived = await this.imports.undoIn(tx, listingId, importId, now);
      const shown = await this.photos.ofProducts(tx, listingId, archived);
      const removed: Photo[] = [];
      for (const photo of shown) removed.push(await this.service.removeIn(tx, photo, now));
      return removed;
    });
    for (const photo of photos) await this.service.hide(ctx, photo);
  }
}
