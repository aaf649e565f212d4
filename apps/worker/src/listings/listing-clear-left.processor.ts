import { ClaimNotices, LISTING_CLEAR_LEFT } from '@halles/domain/claims';
import { MandateService } from '@halles/domain/mandates';
import { PhotoService } from '@halles/domain/photos';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Ends the mandates and removes the photos of an owner whose listing the town hall gave to somebody else, or took back. */
@HandlesJob(LISTING_CLEAR_LEFT)
export class ListingClearLeftProcessor implements JobHandler {
  constructor(
    private readonly notices: ClaimNotices,
    private readonly mandates: MandateService,
    private readonly photos: PhotoService,
    private readonly clock: Clock,
  ) {}

  async run({ ctx, ref }: Job): Promise<void> {
    const notice = await this.notices.ofEvent(ctx, ref);
    if (!notice) return;
    const { listingId, accountId } = notice.claim;
    const { at: until, step } = notice.event;
    // Whoever was given the page by mistake keeps none of it either; what those before them left stays.
    const left =
      step === 'revoke'
        ? { owner: null, since: await this.notices.approvedAt(ctx, notice.claim.id), until }
        : { owner: accountId, since: null, until };
    await this.mandates.endLeft(ctx, listingId, until, this.clock.now());
    await this.photos.removeLeft(ctx, listingId, left, this.clock.now());
  }
}
