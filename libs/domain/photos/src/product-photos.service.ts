import type { ProductInput } from '@halles/contracts';
import {
  type Archived,
  CatalogueService,
  type Product,
  ProductImports,
  type SomeChanges,
  type WantedVariants,
} from '@halles/domain/catalogue';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
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

  /**
   * Changes what is said of a product, and the variants in which it is sold (`CatalogueService.changeIn`), with the photos of those
   * that are sold no more: all in one write. @returns the product, or a variant of it that stays
   */
  async changeProduct(
    ctx: TenantContext,
    listingId: number,
    id: string,
    change: { readonly input: ProductInput; readonly shownStock: number | null },
    wanted: WantedVariants | null,
    now: Date,
  ): Promise<string> {
    const { photos, stays } = await this.work.write(ctx, async (tx) => {
      const changed = await this.catalogue.changeIn(tx, listingId, id, change, wanted);
      return { photos: await this.dismiss(tx, listingId, changed, now), stays: changed.stays };
    });
    for (const photo of photos) await this.service.hide(ctx, photo);
    return stays;
  }

  /**
   * Changes some products of a shop (`CatalogueService.changeSomeIn`), with the photos of those that are sold no more: all in one
   * write.
   */
  async changeProducts(
    ctx: TenantContext,
    listingId: number,
    decide: (products: readonly Product[]) => SomeChanges,
    now: Date,
  ): Promise<void> {
    const photos = await this.work.write(ctx, async (tx) => {
      const gone = await this.catalogue.changeSomeIn(tx, listingId, decide);
      return this.dismiss(tx, listingId, { gone, stays: null }, now);
    });
    for (const photo of photos) await this.service.hide(ctx, photo);
  }

  /**
   * Takes a product off sale, or one of its variants, and its photo with it: all in one write. @throws ProductNotFound
   * @returns a variant that stays, or null
   */
  async archiveProduct(
    ctx: TenantContext,
    listingId: number,
    productId: string,
    now: Date,
    what: Archived = 'product',
  ): Promise<string | null> {
    const { photos, stays } = await this.work.write(ctx, async (tx) => {
      const archived = await this.catalogue.archiveIn(tx, listingId, productId, now, what);
      return { photos: await this.dismiss(tx, listingId, archived, now), stays: archived.stays };
    });
    for (const photo of photos) await this.service.hide(ctx, photo);
    return stays;
  }

  /** Takes off the photos of what is sold no more; where none of the variants that stay has one, one of them has the first. */
  private async dismiss(
    tx: TenantWriteTx,
    listingId: number,
    { gone, stays }: { readonly gone: readonly string[]; readonly stays: string | null },
    now: Date,
  ): Promise<Photo[]> {
    const removed: Photo[] = [];
    let bare = stays !== null && (await this.isBare(tx, listingId, stays)) ? stays : null;
    for (const photo of await this.photos.ofProducts(tx, listingId, gone)) {
      if (bare === null) removed.push(await this.service.removeIn(tx, photo, now));
      else await this.photos.setProduct(tx, photo.id, bare);
      bare = null;
    }
    return removed;
  }

  /** Whether no variant of a product on sale has a photo. */
  private async isBare(tx: TenantTx, listingId: number, productId: string): Promise<boolean> {
    const products = await this.catalogue.listIn(tx, listingId);
    const product = products.find(({ id }) => id === productId);
    if (!product) return false;
    const ids = products.flatMap(({ id, groupId }) => (groupId === product.groupId ? [id] : []));
    return (await this.photos.ofProducts(tx, listingId, ids)).length === 0;
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
