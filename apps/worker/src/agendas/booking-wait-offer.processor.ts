import { bookingMails, WAIT_OFFER, waitLink, WaitMessages } from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { isTownService, ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** Tells who waits of a time that is kept for them: its link asks, and a button answers. */
@HandlesJob(WAIT_OFFER)
export class BookingWaitOfferProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly messages: WaitMessages,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.messages.offered(job.ctx, job.ref);
    const listing = found && (await this.listings.find(job.ctx, found.wait.listingId));
    // Answered or over meanwhile.
    if (!listing || found.wait.email === null) return;
    const { wait, offer } = found;
    const token = this.signed.issue(job.ctx, waitLink, { id: wait.id, serial: 0 });
    await this.deliveries.deliver(job, {
      mail: bookingMails.waitOffer,
      locale: wait.locale,
      to: { name: '', address: found.wait.email, isProven: false },
      model: {
        listing: listing.name,
        isTownService: isTownService(listing),
        service: wait.isSensitive ? null : wait.serviceName,
        ...{ startsAt: offer.startsAt, expiresAt: offer.expiresAt, party: wait.party },
        pageUrl: new PortalLinks(this.config, job.ctx.tenant).to('booking.wait', wait.locale, { token }),
      },
    });
  }
}
