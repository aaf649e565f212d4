import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Photo, ShownPhoto } from './photo';
import { PhotoRepository } from './photo.repository';

/** The photograph beside a post: added by `PhotoService.add`, where it takes the place of the one before. */
@Injectable()
export class PostPhotos {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
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
}
