import { consolePath } from '@halles/contracts';
import { recipientOf } from '@halles/domain/accounts';
import { AGENDA_SUMMARISE, AgendaSummaries, bookingMails, summarisedBooking } from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails one of those who keep an agenda its day, or the town that of a service of its own. */
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
    // The account was removed, or keeps the agenda no more; the address was taken away.
    if (!listing) return;
    const { to, day } = found;
    const { tenant } = job.ctx;
    const links = new PortalLinks(this.config, tenant);
    const params = { listing: listing.id };
    const isOfTown = 'address' in to;
    const locale = isOfTown ? tenant.settings.defaultLocale : to.locale;
    const agenda = links.to('merchant.agenda', locale, params);
    const request = {
      mail: bookingMails.summary,
      locale,
      // A manager of the town gave the address.
      to: isOfTown ? { name: listing.name, address: to.address, isProven: true } : recipientOf(to),
      model: {
        // Who comes to a service of the town is read in its agenda alone.
        townUrl: isOfTown ? consoleOrigin(this.config) + consolePath(tenant.slug, 'agendas') : null,
        ...{ listing: listing.name, day: dayOfIso(day), waits: found.waits, counts: found.counts },
        today: found.today.map(summarisedBooking),
        tomorrow: found.tomorrow.map(summarisedBooking),
        pending: found.pending.map(summarisedBooking),
        agendaUrl: `${agenda}?jour=${day}`,
        tomorrowUrl: `${agenda}?jour=${isoOfDay(dayOfIso(day) + 1)}`,
        waitsUrl: links.to('merchant.agendaWaits', locale, params),
        rulesUrl: links.to('merchant.agendaRules', locale, params),
      },
    };
    await this.deliveries.deliverUnlessBounced(job, request, `agenda ${listing.id} ${day}`);
  }
}
