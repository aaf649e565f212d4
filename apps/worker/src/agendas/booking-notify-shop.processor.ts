import { recipientOf } from '@halles/domain/accounts';
import {
  BOOKING_NOTIFY_SHOP,
  bookingAnswerLink,
  bookingMails,
  BookingNotices,
  contentsOfBooking,
  shopVenueWords,
} from '@halles/domain/agendas';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** By which the page of an answer begins with what refuses. */
const REFUSING = 'choix=refuser';

/** Tells one of those who keep the agenda of a shop what its customer, or the town for them, did. */
@HandlesJob(BOOKING_NOTIFY_SHOP)
export class BookingNotifyShopProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: BookingNotices,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.notices.ofRecipient(job.ctx, job.ref);
    const listing = found && (await this.listings.find(job.ctx, found.booking.listingId));
    // The account was removed, or the customer was erased meanwhile.
    if (!listing || !found.booking.customer) return;
    const { booking, account, notice } = found;
    const { name, email, phone } = found.booking.customer;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const request = {
      mail: bookingMails.notice,
      locale: account.locale,
      to: recipientOf(account),
      model: {
        ...contentsOfBooking(booking, listing),
        notice,
        isByTown: found.isByTown,
        others: found.others,
        ...{
          customer: name,
          guest: booking.guest,
          email,
          phone,
          where: shopVenueWords(booking, account.locale),
        },
        note: booking.serviceTerms.isSensitive ? null : booking.note,
        bookingUrl: links.to('merchant.booking', account.locale, {
          ...{ listing: listing.id, booking: booking.id },
        }),
        answer: booking.state === 'pending' ? this.answerOf(job, links, account.locale) : null,
      },
    };
    await this.deliveries.deliverUnlessBounced(job, request, `booking ${booking.id} ${notice}`);
  }

  /** The pages that confirm and refuse it without an account, for the recipient that the job is of. */
  private answerOf(job: Job, links: PortalLinks, locale: Locale) {
    const token = this.signed.issue(job.ctx, bookingAnswerLink, { id: job.ref, serial: 0 });
    const confirmUrl = links.to('booking.answer', locale, { token });
    return { confirmUrl, refuseUrl: `${confirmUrl}?${REFUSING}` };
  }
}
