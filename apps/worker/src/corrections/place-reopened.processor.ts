import { recipientOf } from '@halles/domain/accounts';
import { correctionMails, MerchantPlaces, PLACE_REOPENED } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { nameInMail } from './name-in-mail';
import { shownPlace } from './shown-place';

/** Tells who asked for another place of their page that the answer which they were told of was taken back. */
@HandlesJob(PLACE_REOPENED)
export class PlaceReopenedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly places: MerchantPlaces,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const reopening = await this.places.reopeningOf(job.ctx, job.ref);
    // Answered anew: the next answer is on its way.
    if (!reopening) return;
    const { request, account, place, isOnline, listing } = reopening;
    const { locale, listingId } = request;
    const { placeAnswered, placeReopened } = correctionMails;
    const to = recipientOf(account);
    const mails = {
      ref: job.ref,
      recipient: to.address,
      corrected: placeAnswered.name,
      correction: placeReopened.name,
    };
    if (!(await this.deliveries.mustCorrect(job.ctx, mails))) return;
    await this.deliveries.deliver(job, {
      mail: placeReopened,
      locale,
      to,
      model: {
        listing: nameInMail(reopening),
        place,
        isOnline,
        shown: listing && shownPlace(listing),
        actionUrl: new PortalLinks(this.config, job.ctx.tenant).to('profile.address', locale, {
          listing: listingId,
        }),
      },
    });
  }
}
