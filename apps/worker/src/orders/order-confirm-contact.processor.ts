import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { ORDER_CONFIRM_CONTACT, orderContactLink, OrderContacts, orderMails } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { placeOf } from '../freshness/freshness-mail';

/** Asks the reader of an address that a shop gave whether its orders may go there. Nothing of any order is in it. */
@HandlesJob(ORDER_CONFIRM_CONTACT)
export class OrderConfirmContactProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly contacts: OrderContacts,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const contact = await this.contacts.find(job.ctx, job.ref);
    // Removed meanwhile, or answered by an earlier mail.
    if (!contact || contact.provenAt !== null) return;
    const listing = await this.listings.find(job.ctx, contact.listingId);
    if (!listing) return;
    const { locale, email, createdAt } = contact;
    const token = this.contacts.token(job.ctx, contact.id);
    await this.deliveries.deliver(job, {
      mail: orderMails.contact,
      locale,
      to: { name: '', address: email, isProven: false },
      model: {
        listing: listing.name,
        place: placeOf(listing),
        confirmUrl: new PortalLinks(this.config, job.ctx.tenant).to('orderContact', locale, { token }),
        expiresAt: orderContactLink.expiresAt(createdAt),
      },
    });
  }
}
