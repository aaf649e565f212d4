import { OwnerNotices } from '@halles/domain/posts';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PhotoRepository } from './photo.repository';
import type { IllustratedPost } from './photo-placement';
import { PhotoService } from './photo.service';

/** Takes off the photograph beside a post. Apart from `PostPhotos`, which only reads. */
@Injectable()
export class PostPhotoRemoval {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly service: PhotoService,
    private readonly owners: OwnerNotices,
  ) {}

  /** At once; nothing where there is none, nor beside a post of another listing. Who keeps the shop is notified in the same write. */
  async remove(
    ctx: TenantContext,
    listingId: number,
    { id, author }: IllustratedPost,
    now: Date,
  ): Promise<void> {
    const removed = await this.work.write(ctx, async (tx) => {
      const [shown] = await this.photos.ofPosts(tx, [id]);
      if (shown?.listingId !== listingId) return null;
      // Held before anybody is told: of two who take it off at once, the second takes off nothing.
      const photo = await this.photos.lock(tx, listingId, shown.id);
      if (photo.removedAt !== null) return null;
      await this.owners.notify(tx, listingId, author, now);
      return this.service.removeIn(tx, photo, now);
    });
    if (removed) await this.service.hide(ctx, removed);
  }
}
