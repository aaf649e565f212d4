import type { StoredFile } from '@halles/platform/storage';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { largestFile, type Photo, type ShownPhoto, variantFile } from './photo';
import { PhotoNotFound } from './photo.errors';
import { PhotoRepository } from './photo.repository';
import { ShownPhotoFiles } from './shown-photo-files';

/** The photograph beside a post: added by `PhotoService.add`, where it takes the place of the one before. */
@Injectable()
export class PostPhotos {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly files: ShownPhotoFiles,
  ) {}

  /** What stands beside these posts, by post. */
  async ofPosts(ctx: TenantContext, postIds: readonly string[]): Promise<ReadonlyMap<string, ShownPhoto>> {
    if (postIds.length === 0) return new Map();
    return this.work.read(ctx, (tx) => this.ofPostsIn(tx, postIds));
  }

  /** The same as a part of what a page reads. */
  async ofPostsIn(tx: TenantTx, postIds: readonly string[]): Promise<ReadonlyMap<string, ShownPhoto>> {
    if (postIds.length === 0) return new Map();
    const found = await this.photos.ofPosts(tx, postIds);
    return new Map(found.flatMap((photo) => (photo.postId === null ? [] : [[photo.postId, photo]])));
  }

  /** Null for none, and for one of another listing. */
  async find(ctx: TenantContext, listingId: number, postId: string): Promise<Photo | null> {
    const [photo] = await this.work.read(ctx, (tx) => this.photos.ofPosts(tx, [postId]));
    return photo?.listingId === listingId ? photo : null;
  }

  /**
   * The largest picture of a photo that stands beside a post, as a JPEG.
   * @throws PhotoNotFound where another one took its place, or it is of another listing
   */
  async picture(ctx: TenantContext, listingId: number, postId: string, photoId: string): Promise<StoredFile> {
    const photo = await this.find(ctx, listingId, postId);
    const largest = photo?.id === photoId ? largestFile(photo) : null;
    const stored =
      photo && largest && (await this.files.find(ctx, photo.folder, variantFile(photo.hash, largest)));
    if (!stored) throw new PhotoNotFound({});
    return stored;
  }
}
