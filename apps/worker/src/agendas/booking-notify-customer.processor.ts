import {
  type Booking,
  BOOKING_NOTIFY_CUSTOMER,
  bookingCalendar,
  bookingLink,
  bookingMails,
  BookingNotices,
  contentsOfBooking,
  lastChangeOf,
  referenceWords,
  bookedVenueWords,
} from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** Tells the customer of a booking what became of it, in the language that they booked in, with its time for their calendar. */
@HandlesJob(BOOKING_NOTIFY_CUSTOMER)
export class BookingNotifyCustomerProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: BookingNotices,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.notices.ofEvent(job.ctx, job.ref);
    const address = found?.booking.customer?.email;
    // Erased meanwhile, or a later step tells more.
    if (!found || !address) return;
    const { booking, events, notice } = found;
    const listing = await this.listings.find(job.ctx, booking.listingId);
    if (!listing) return;
    const { locale } = booking;
    const url = this.urlOf(job, booking);
    const place = bookedVenueWords(booking, placeOf(listing), locale);
    const sender = job.ctx.tenant.settings;
    // What was done with all of a series at once is one file, with all of its dates.
    const changedAt = lastChangeOf(booking, events);
    const dates = [booking, ...found.others].map((one) => ({
      ...{ booking: one, changedAt, url: this.urlOf(job, one) },
    }));
    const { isSensitive, videoUrl, instructions } = booking.serviceTerms;
    const request = {
      mail: bookingMails.status,
      locale,
      to: { name: '', address, isProven: false },
      attachments: [
        {
          filename: `${referenceWords(booking.reference)}.ics`,
          contentType: 'text/calendar',
          content: Buffer.from(bookingCalendar(dates, { shop: listing.name, place, sender }, locale)),
        },
      ],
      model: {
        ...contentsOfBooking(booking, listing),
        notice,
        isByTown: found.isByTown,
        isFirst: events.length === 1,
        place,
        reason: events.at(-1)?.reason ?? null,
        cancellationNotice: booking.cancellationNotice,
        videoUrl: booking.venue === 'video' ? videoUrl : null,
        instructions: isSensitive ? null : instructions,
        others: found.others.map(({ startsAt }) => startsAt),
        bookingUrl: url,
      },
    };
    // What the shop does is told of, however much strangers booked elsewhere with the address.
    await this.deliveries.deliver(
      job,
      request,
      found.isByCustomer ? undefined : `booking ${booking.id} ${notice}`,
    );
  }

  private urlOf({ ctx }: Job, { id, locale }: Pick<Booking, 'id' | 'locale'>): string {
    const token = this.signed.issue(ctx, bookingLink, { id, serial: 0 });
    return new PortalLinks(this.config, ctx.tenant).to('booking', locale, { token });
  }
}
