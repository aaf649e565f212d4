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
import { moved, type Photo, type PhotoMove, type ShownPhoto } from './photo';
import { auditDetail, PhotoPlacement } from './photo-placement';
import { PhotoNotFound } from './photo.errors';
import { PhotoRepository } from './photo.repository';
import { PhotoService } from './photo.service';

/** A photo of a product, as an address names it. */
export interface PhotoOfProduct {
  readonly listingId: number;
  readonly productId: string;
  readonly id: string;
}

/** The photographs that a product has, in their order: added by `PhotoService.add`, behind the others. */
@Injectable()
export class ProductPhotos {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly service: PhotoService,
    private readonly placement: PhotoPlacement,
    private readonly catalogue: CatalogueService,
    private readonly imports: ProductImports,
  ) {}

  /** The first photo of some products of a listing, by product, as a part of what a page reads. */
  async ofProductsIn(
    tx: TenantTx,
    listingId: number,
    productIds: readonly string[],
  ): Promise<ReadonlyMap<string, ShownPhoto>> {
    const first = new Map<string, ShownPhoto>();
    for (const photo of await this.photos.ofProducts(tx, listingId, productIds))
      if (photo.productId !== null && !first.has(photo.productId)) first.set(photo.productId, photo);
    return first;
  }

  /** All photos of some products of a listing, in the order of the products and in that of each. */
  allOfIn(tx: TenantTx, listingId: number, productIds: readonly string[]): Promise<ShownPhoto[]> {
    return this.photos.ofProducts(tx, listingId, productIds);
  }

  /** The photos of a product, in their order. */
  list(ctx: TenantContext, listingId: number, productId: string): Promise<Photo[]> {
    return this.work.read(ctx, (tx) => this.photos.ofProducts(tx, listingId, [productId]));
  }

  /** Takes one off at once. @throws PhotoNotFound for one of another product too */
  async remove(ctx: TenantContext, of: PhotoOfProduct, now: Date): Promise<void> {
    const photo = await this.work.write(ctx, async (tx) =>
      this.service.removeIn(tx, shownBy(of, await this.photos.lock(tx, of.listingId, of.id)), now),
    );
    await this.service.hide(ctx, photo);
  }

  /** Says what is to be seen on one. @throws PhotoNotFound for one of another product too */
  async describe(
    ctx: TenantContext,
    of: PhotoOfProduct,
    alt: Partial<Pick<Photo, 'altFr' | 'altEn'>>,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const photo = shownBy(of, await this.photos.get(tx, of.listingId, of.id));
      const { altFr, altEn } = { ...photo, ...alt };
      await this.photos.describe(tx, photo.id, { altFr, altEn });
      await this.placement.publish(tx, 'photo.described', auditDetail(photo), now);
    });
  }

  /** Moves one a place, or to the front, where it stands for the product in lists. @throws PhotoNotFound for one of another product too */
  async move(ctx: TenantContext, of: PhotoOfProduct, way: PhotoMove, now: Date): Promise<void> {
    const { listingId, productId, id } = of;
    await this.work.write(ctx, async (tx) => {
      shownBy(of, await this.photos.get(tx, listingId, id));
      const ids = (await this.photos.ofProducts(tx, listingId, [productId])).map((photo) => photo.id);
      await this.photos.arrange(tx, listingId, moved(ids, id, way));
      await this.placement.publish(tx, 'photo.arranged', { listingId, kind: 'product' }, now);
    });
  }

  /**
   * Changes what is said of a product, and the variants in which it is sold (`CatalogueService.changeIn`), with the photos of those
   * that are sold no more: all in one write. @returns the product, or a variant of it that stays
   */
  async changeProduct(
    ctx: TenantContext,
    { id, listingId }: Pick<Product, 'id' | 'listingId'>,
    change: Parameters<CatalogueService['changeIn']>[3],
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

  /** Takes off the photos of what is sold no more; where none of the variants that stay has one, one of them has those of the first. */
  private async dismiss(
    tx: TenantWriteTx,
    listingId: number,
    { gone, stays }: { readonly gone: readonly string[]; readonly stays: string | null },
    now: Date,
  ): Promise<Photo[]> {
    const removed: Photo[] = [];
    const bare = stays !== null && (await this.isBare(tx, listingId, stays)) ? stays : null;
    const photos = await this.photos.ofProducts(tx, listingId, gone);
    for (const photo of photos) {
      if (bare !== null && photo.productId === photos[0]?.productId)
        await this.photos.setProduct(tx, photo.id, bare);
      else removed.push(await this.service.removeIn(tx, photo, now));
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

/** The photo, where its product shows it. Pure. @throws PhotoNotFound */
function shownBy({ productId }: PhotoOfProduct, photo: Photo): Photo {
  if (photo.productId !== productId || photo.removedAt !== null) throw new PhotoNotFound({});
  return photo;
}
