import {
  BOOKING_REMIND,
  bookingLink,
  bookingMails,
  BookingReminders,
  contentsOfBooking,
  mayCustomerChange,
  bookedVenueWords,
} from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** Reminds a customer of their appointment, by mail: they say that they come, move it or cancel it, each on a page with a button. */
@HandlesJob(BOOKING_REMIND)
export class BookingRemindProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly reminders: BookingReminders,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.reminders.reminded(job.ctx, job.ref);
    const address = found?.booking.customer?.email;
    const listing = found && (await this.listings.find(job.ctx, found.booking.listingId));
    // Cancelled, moved or erased meanwhile.
    if (!listing || !address) return;
    const { booking } = found;
    const { locale } = booking;
    const token = this.signed.issue(job.ctx, bookingLink, { id: booking.id, serial: 0 });
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const page = links.to('booking', locale, { token });
    const request = {
      mail: bookingMails.reminder,
      locale,
      to: { name: '', address, isProven: false },
      model: {
        ...contentsOfBooking(booking, listing),
        place: bookedVenueWords(booking, placeOf(listing), locale),
        cancellationNotice: booking.cancellationNotice,
        mayChange: mayCustomerChange(booking, this.clock.now()),
        confirmUrl: `${page}#venir`,
        moveUrl: links.to('booking.move', locale, { token }),
        cancelUrl: `${page}#annuler`,
      },
    };
    await this.deliveries.deliver(job, request, `booking ${booking.id} reminder`);
  }
}
