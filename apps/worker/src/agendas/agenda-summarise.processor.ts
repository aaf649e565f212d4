import { recipientOf } from '@halles/domain/accounts';
import { AGENDA_SUMMARISE, AgendaSummaries, bookingMails, summarisedBooking } from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails one of those who keep an agenda its day. */
@HandlesJob(AGENDA_SUMMARISE)
export class AgendaSummariseProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly summaries: AgendaSummaries,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.summaries.promised(job.ctx, job.ref);
    const listing = found && (await this.listings.find(job.ctx, found.listingId));
    // The account was removed, or keeps the agenda no more.
    if (!listing) return;
    const { account, day } = found;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const params = { listing: listing.id };
    const agenda = links.to('merchant.agenda', account.locale, params);
    const request = {
      mail: bookingMails.summary,
      locale: account.locale,
      to: recipientOf(account),
      model: {
        ...{ listing: listing.name, day: dayOfIso(day), waits: found.waits, counts: found.counts },
        today: found.today.map(summarisedBooking),
        tomorrow: found.tomorrow.map(summarisedBooking),
        pending: found.pending.map(summarisedBooking),
        agendaUrl: `${agenda}?jour=${day}`,
        tomorrowUrl: `${agenda}?jour=${isoOfDay(dayOfIso(day) + 1)}`,
        waitsUrl: links.to('merchant.agendaWaits', account.locale, params),
        rulesUrl: links.to('merchant.agendaRules', account.locale, params),
      },
    };
    await this.deliveries.deliverUnlessBounced(job, request, `agenda ${listing.id} ${day}`);
  }
}
