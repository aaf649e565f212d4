import { bookingMails, waitDaysWords, waitLink, WaitMessages, WAIT_NOTIFY } from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { isTownService, ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** Tells who waits that they are on the list, with the link that takes them off it. */
@HandlesJob(WAIT_NOTIFY)
export class BookingWaitProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly messages: WaitMessages,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const wait = await this.messages.waiting(job.ctx, job.ref);
    const listing = wait && (await this.listings.find(job.ctx, wait.listingId));
    // Taken back, answered or erased meanwhile.
    if (!listing || wait.email === null) return;
    const { locale, email: address, party } = wait;
    const token = this.signed.issue(job.ctx, waitLink, { id: wait.id, serial: 0 });
    await this.deliveries.deliver(job, {
      mail: bookingMails.wait,
      locale,
      to: { name: '', address, isProven: false },
      model: {
        listing: listing.name,
        isTownService: isTownService(listing),
        service: wait.isSensitive ? null : wait.serviceName,
        days: waitDaysWords(wait, locale),
        party,
        pageUrl: new PortalLinks(this.config, job.ctx.tenant).to('booking.wait', locale, { token }),
      },
    });
  }
}
