import { recipientOf } from '@halles/domain/accounts';
import { correctionMails, MerchantPlaces, PLACE_ANSWER, type PlaceAnswer } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { nameInMail } from './name-in-mail';

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
    // It was taken back, or nobody is left to be told.
    if (!answer) return this.deliveries.withhold(job);
    const { request, account, listing, place, asked } = answer;
    const { locale, reason, listingId, state, decidedAt, decided } = request;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const isAccepted = state === 'accepted';
    const mail = {
      mail: correctionMails.placeAnswered,
      locale,
      to: recipientOf(account),
      model: {
        outcome: isAccepted ? acceptedAs(answer) : ('refused' as const),
        listing: nameInMail(answer),
        place,
        asked: decided && asked !== place ? asked : null,
        reason,
        actionUrl:
          isAccepted && listing
            ? links.toListing(locale, listing)
            : links.to('profile.address', locale, { listing: listingId }),
      },
    };
    await this.deliveries.deliverWhile(job, mail, async () => {
      const again = await this.places.answerOf(job.ctx, job.ref);
      // Answered anew, it has a mail of its own.
      return again?.request.decidedAt?.getTime() === decidedAt?.getTime();
    });
  }
}

/** At another address than was asked for, or at that one and another point of the map. */
function acceptedAs({ request: { decided }, place, asked }: PlaceAnswer): 'accepted' | 'edited' | 'pinned' {
  if (!decided) return 'accepted';
  return place === asked ? 'pinned' : 'edited';
}
