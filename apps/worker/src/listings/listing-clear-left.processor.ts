import { ClaimNotices, LISTING_CLEAR_LEFT } from '@halles/domain/claims';
import { MandateService } from '@halles/domain/mandates';
import { PhotoService } from '@halles/domain/photos';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Ends what an owner left on a listing that the town gave to another: mandates, and photos. */
@Injectable()
export class ListingClearLeftProcessor implements JobHandler {
  readonly kind = LISTING_CLEAR_LEFT;

  constructor(
    private readonly notices: ClaimNotices,
    private readonly mandates: MandateService,
    private readonly photos: PhotoService,
  ) {}

  async run({ ctx, ref }: Job): Promise<void> {
    const notice = await this.notices.ofEvent(ctx, ref);
    if (!notice) return;
    const { listingId, accountId: keeper } = notice.claim;
    const until = notice.event.at;
    await this.mandates.endLeft(ctx, listingId, until, systemClock.now());
    await this.photos.removeLeft(ctx, listingId, { keeper, until }, systemClock.now());
  }
}
