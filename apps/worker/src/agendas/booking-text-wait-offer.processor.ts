import { WAIT_TEXT_OFFER, waitLink, WaitMessages, waitOfferTextWords } from '@halles/domain/agendas';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { Texter } from '../orders/texter';

/** Tells who waits and left a phone alone of a time that is kept for them, by a text message with the link that answers. */
@HandlesJob(WAIT_TEXT_OFFER)
export class BookingTextWaitOfferProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly messages: WaitMessages,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly texter: Texter,
  ) {}

  async run(job: Job): Promise<void> {
    const found = await this.messages.offered(job.ctx, job.ref);
    const listing = found && (await this.listings.find(job.ctx, found.wait.listingId));
    if (!listing || found.wait.phone === null) return;
    const { id, locale, phone } = found.wait;
    const token = this.signed.issue(job.ctx, waitLink, { id, serial: 0 });
    const url = new PortalLinks(this.config, job.ctx.tenant).to('booking.wait', locale, { token });
    const { timeZone } = job.ctx.tenant.settings;
    const { startsAt, expiresAt } = found.offer;
    const offer = { listing: listing.name, startsAt, expiresAt, url };
    await this.texter.send(
      job,
      { phone, locale, text: waitOfferTextWords(offer, { locale, timeZone }) },
      'customer',
    );
  }
}
