import {
  BOOKING_TEXT_REMINDER,
  bookingLink,
  BookingReminders,
  reminderTextWords,
} from '@halles/domain/agendas';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { Texter } from '../orders/texter';

/** Reminds a customer who left a phone alone of their appointment, by a text message with the link of its page. */
@HandlesJob(BOOKING_TEXT_REMINDER)
export class BookingTextReminderProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly reminders: BookingReminders,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly texter: Texter,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.reminders.reminded(job.ctx, job.ref);
    const phone = found?.booking.customer?.phone;
    const listing = found && (await this.listings.find(job.ctx, found.booking.listingId));
    if (!listing || !phone) return;
    const { id, locale, startsAt } = found.booking;
    const token = this.signed.issue(job.ctx, bookingLink, { id, serial: 0 });
    const url = new PortalLinks(this.config, job.ctx.tenant).to('booking', locale, { token });
    const { timeZone } = job.ctx.tenant.settings;
    const text = reminderTextWords({ listing: listing.name, startsAt, url }, { locale, timeZone });
    await this.texter.send(job, { phone, locale, text }, 'customer');
  }
}
