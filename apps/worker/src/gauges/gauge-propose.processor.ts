import {
  BookingHandling,
  bookingLink,
  BookingNotFound,
  bookingTimeWords,
  referenceWords,
} from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { AboveGauges, GAUGE_PROPOSE, gaugeMails } from '@halles/domain/gauges';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** Asks the customer of a booking for another time, or to come at two: the page of the link does it, and nothing else does. */
@HandlesJob(GAUGE_PROPOSE)
export class GaugeProposeProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly above: AboveGauges,
    private readonly bookings: BookingHandling,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const proposal = await this.above.proposal(job.ctx, job.ref);
    const booking = proposal && (await this.bookingOf(job, proposal.bookingId));
    const address = booking?.customer?.email;
    const listing = booking && (await this.listings.find(job.ctx, booking.listingId));
    // Cancelled, moved on or erased meanwhile: there is nobody to ask.
    if (!booking || !address || !listing || !['pending', 'confirmed'].includes(booking.state)) return;
    const { locale } = booking;
    const token = this.signed.issue(job.ctx, bookingLink, { id: booking.id, serial: 0 });
    const { timeZone } = job.ctx.tenant.settings;
    const isSplit = proposal.decision === 'split';
    const page = isSplit ? 'booking.split' : 'booking';
    const request = {
      mail: gaugeMails.proposal,
      locale,
      to: { name: '', address, isProven: false },
      model: {
        listing: listing.name,
        reference: referenceWords(booking.reference),
        time: bookingTimeWords(booking.startsAt, timeZone, locale),
        bookingUrl: new PortalLinks(this.config, job.ctx.tenant).to(page, locale, { token }),
        isSplit,
      },
    };
    // What the shop asks is sent, however much strangers booked elsewhere with the address.
    await this.deliveries.deliver(job, request, `booking ${booking.id} gauge`);
  }

  private async bookingOf({ ctx }: Job, id: string) {
    try {
      return await this.bookings.get(ctx, id);
    } catch (error) {
      if (error instanceof BookingNotFound) return null;
      throw error;
    }
  }
}
