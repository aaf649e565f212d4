import { CatalogueService, ProductJournal } from '@halles/domain/catalogue';
import { ListingWriter } from '@halles/domain/listings';
import { OwnerNotices, type PostAuthor, PostService } from '@halles/domain/posts';
import { rethrowConstraint } from '@halles/platform/database';
import { StorageQuota } from '@halles/platform/storage';
import { type TenantTx, type TenantWriteTx, appendAudit } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MAX_PHOTOS, MAX_PRODUCT_PHOTOS, type Photo, heldBytes } from './photo';
import { LogoChangedMeanwhile, PhotoNotFound, TooManyPhotos } from './photo.errors';
import { type PhotoContent, PhotoRepository } from './photo.repository';

/** A post, and in whose name something is put beside it or taken off. */
export interface IllustratedPost {
  readonly id: string;
  readonly author: PostAuthor;
}

/** Who puts a photo there. */
export interface PlacedBy {
  /** The post that it stands beside, of kind `post`: of the same listing. */
  readonly post?: IllustratedPost;
  /** Of the tenant; null for an agent of the town. */
  readonly accountId: string | null;
}

/** What is recorded of an act on the photos of a listing. */
type PhotoAct = Pick<Photo, 'listingId'> &
  Partial<Pick<Photo, 'id' | 'kind'> & { readonly replaced: string }>;

/** A photo that was placed, and the one whose place it took; null for none. */
export interface Placed {
  readonly added: Photo;
  readonly replaced: Photo | null;
}

/**
 * Where a photo stands among those of its listing, and what it takes the place of: the rows alone, each as a part of a write.
 * Their files are stored before it and hidden after it, by `PhotoService`.
 */
@Injectable()
export class PhotoPlacement {
  constructor(
    private readonly photos: PhotoRepository,
    private readonly writer: ListingWriter,
    private readonly quota: StorageQuota,
    private readonly catalogue: CatalogueService,
    private readonly posts: PostService,
    private readonly owners: OwnerNotices,
    private readonly journal: ProductJournal,
  ) {}

  /**
   * Names the files of a photo in a row, behind the others.
   * @throws TooManyPhotos, StorageQuotaReached, LogoChangedMeanwhile, ProductNotFound, PostNotFound, PostHidden
   */
  async insert(tx: TenantWriteTx, photo: Photo, { accountId, post }: PlacedBy, now: Date): Promise<Placed> {
    await this.quota.hold(tx);
    await this.holdSubject(tx, photo);
    const others = await this.beside(tx, photo);
    if (others !== null) refuseBeyond(others, photo.kind);
    const replaced = await this.dismiss(tx, photo, now);
    await this.quota.check(tx, photo.bytes);
    const added = { ...photo, rank: Math.max(-1, ...(others ?? []).map((other) => other.rank)) + 1 };
    try {
      await this.photos.insert(tx, added, accountId);
    } catch (error) {
      rethrowConstraint(error, { photo_one_logo: () => new LogoChangedMeanwhile({}) });
    }
    const detail = { ...auditDetail(photo), ...(replaced && { replaced: replaced.id }) };
    await this.publish(tx, 'photo.added', detail, now);
    if (post) await this.owners.notify(tx, photo.listingId, post.author, now);
    return { added, replaced };
  }

  /**
   * Names the files that were made again; of one that was taken off, puts it back.
   * @returns what is shown no more
   * @throws PhotoNotFound, ProductNotFound, PostNotFound, PostHidden, TooManyPhotos, StorageQuotaReached
   */
  async replace(
    tx: TenantWriteTx,
    photo: Photo,
    content: PhotoContent,
    action: string,
    now: Date,
  ): Promise<Photo[]> {
    const { id, listingId, kind, removedAt } = photo;
    await this.quota.hold(tx);
    const current = await this.photos.lock(tx, listingId, id);
    const isRestored = removedAt !== null && current.removedAt !== null;
    if (isRestored) await this.holdSubject(tx, photo);
    if (removedAt === null && current.removedAt !== null) throw new PhotoNotFound({});
    const others = isRestored ? await this.beside(tx, photo) : null;
    if (others !== null) refuseBeyond(others, kind);
    const other = isRestored ? await this.dismiss(tx, photo, now) : null;
    const growth = content.bytes - heldBytes(current);
    if (growth > 0) await this.quota.check(tx, growth);
    await this.photos.replaceContent(tx, id, content);
    await this.publish(tx, action, auditDetail(photo), now);
    return other ? [current, other] : [current];
  }

  /** Notes who did what, and makes cached pages outdated; where an import holds the directory they expire within a minute. */
  async publish(tx: TenantWriteTx, action: string, detail: PhotoAct, now: Date): Promise<void> {
    await appendAudit(tx, action, detail, now);
    if (detail.kind === 'product') await this.journal.notify(tx, detail.listingId, now);
    await this.writer.attempt(tx, (batch) => this.writer.finish(batch, 'touched', now));
  }

  /**
   * What a picture shows of a shop stays on sale until the transaction ends, and the post that it stands beside its own.
   * @throws ProductNotFound, PostNotFound, PostHidden where it is not
   */
  private async holdSubject(tx: TenantWriteTx, { listingId, productId, postId }: Photo): Promise<void> {
    if (productId !== null) await this.catalogue.hold(tx, listingId, productId);
    if (postId !== null) await this.posts.holdIn(tx, listingId, postId);
  }

  /**
   * The photographs that are shown where one is put, in their order: of its product, or of the place. Null for one that stands
   * alone, as a logo does and what stands beside a post.
   */
  async beside(
    tx: TenantTx,
    { kind, listingId, productId }: Pick<Photo, 'kind' | 'listingId' | 'productId'>,
  ): Promise<Photo[] | null> {
    if (productId !== null) return this.photos.ofProducts(tx, listingId, [productId]);
    return kind === 'photo' ? presentOf(await this.photos.ofListing(tx, listingId)) : null;
  }

  /** Takes off what a picture takes the place of: the logo, or what its post showed; null for nothing. */
  private async dismiss(tx: TenantWriteTx, photo: Photo, now: Date): Promise<Photo | null> {
    const before = await this.beforeIt(tx, photo);
    if (before) await this.photos.remove(tx, before.id, now);
    return before ?? null;
  }

  private async beforeIt(tx: TenantTx, { kind, listingId, postId }: Photo): Promise<Photo | undefined> {
    if (postId !== null) return (await this.photos.ofPosts(tx, [postId]))[0];
    if (kind !== 'logo') return undefined;
    const all = await this.photos.ofListing(tx, listingId);
    return all.find((photo) => photo.kind === kind && photo.removedAt === null);
  }
}

/** What the audit log says of a photo: its kind too, as the log is read longer than the photo is there. Pure. */
export const auditDetail = ({ listingId, id, kind }: Photo): PhotoAct => ({
  listingId,
  id,
  kind,
});

/** Photographs that are not taken off, without logos and what products and posts show. Pure. */
export const presentOf = (all: readonly Photo[]): Photo[] =>
  all.filter(({ kind, removedAt }) => kind === 'photo' && removedAt === null);

/** Pure. @param others what is shown beside it. @throws TooManyPhotos where one more would be too many */
export function refuseBeyond(others: readonly Photo[], kind: Photo['kind']): void {
  const most = kind === 'product' ? MAX_PRODUCT_PHOTOS : MAX_PHOTOS;
  if (others.length >= most) throw new TooManyPhotos({ most });
}
