import { consolePath } from '@halles/contracts';
import { BOOKING_NOTIFY_TOWN, bookingMails, contentsOfBooking, TownNotices } from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Tells the town what was booked, moved or cancelled at a service of its own. */
@HandlesJob(BOOKING_NOTIFY_TOWN)
export class BookingNotifyTownProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: TownNotices,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.notices.ofRecipient(job.ctx, job.ref);
    const listing = found && (await this.listings.find(job.ctx, found.booking.listingId));
    // The address was taken away, or the customer was erased meanwhile.
    if (!listing) return;
    const { booking, notice, address, others } = found;
    const { slug, settings } = job.ctx.tenant;
    const request = {
      mail: bookingMails.townNotice,
      locale: settings.defaultLocale,
      // A manager of the town gave it.
      to: { name: listing.name, address, isProven: true },
      model: {
        ...contentsOfBooking(booking, listing),
        notice,
        others,
        consoleUrl: consoleOrigin(this.config) + consolePath(slug, 'agendas'),
      },
    };
    await this.deliveries.deliverUnlessBounced(job, request, `booking ${booking.id} ${notice}`);
  }
}
