import { recipientOf } from '@halles/domain/accounts';
import { correctionMails, MerchantPlaces, PLACE_ANSWER } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells who asked for another place of their page what the town answered. */
@HandlesJob(PLACE_ANSWER)
export class PlaceAnswerProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly places: MerchantPlaces,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const answer = await this.places.answerOf(job.ctx, job.ref);
    if (!answer) return;
    const { request, account, listing, place, name } = answer;
    const { locale, reason, listingId } = request;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const isAccepted = request.state === 'accepted';
    await this.deliveries.deliver(job, {
      mail: correctionMails.placeAnswered,
      locale,
      to: recipientOf(account),
      model: {
        outcome: isAccepted ? 'accepted' : 'refused',
        listing: name ?? (locale === 'fr' ? 'votre commerce' : 'your business'),
        place,
        reason,
        actionUrl:
          isAccepted && listing
            ? links.toListing(locale, listing)
            : links.to('profile.address', locale, { listing: listingId }),
      },
    });
  }
}
