import {
  BOOKING_EARLIER,
  bookingLink,
  bookingMails,
  contentsOfBooking,
  EarlierTimes,
} from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** Tells the customer of a booking of an earlier time: its link asks whether to move there, and a button does. */
@HandlesJob(BOOKING_EARLIER)
export class BookingEarlierProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly earlier: EarlierTimes,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.earlier.of(job.ctx, job.ref);
    const address = found?.booking.customer?.email;
    const listing = found && (await this.listings.find(job.ctx, found.booking.listingId));
    // Moved, cancelled or erased meanwhile.
    if (!listing || !address) return;
    const { booking, startsAt } = found;
    const { locale } = booking;
    const token = this.signed.issue(job.ctx, bookingLink, { id: booking.id, serial: 0 });
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const request = {
      mail: bookingMails.earlier,
      locale,
      to: { name: '', address, isProven: false },
      model: {
        ...contentsOfBooking(booking, listing),
        earlier: startsAt,
        moveUrl: `${links.to('booking.move', locale, { token })}?debut=${String(startsAt.getTime())}`,
        stopUrl: `${links.to('booking', locale, { token })}#plus-tot`,
      },
    };
    await this.deliveries.deliver(job, request);
  }
}
