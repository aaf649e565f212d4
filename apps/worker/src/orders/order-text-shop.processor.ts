import { ListingService } from '@halles/domain/listings';
import { ORDER_TEXT_SHOP, OrderAssurance, orderNumber, shopTextWords } from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { Texter } from './texter';

/** Tells the phone of a shop that an order still waits: a message that could not leave in time does not ring at night. */
@HandlesJob(ORDER_TEXT_SHOP)
export class OrderTextShopProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly assurance: OrderAssurance,
    private readonly listings: ListingService,
    private readonly texter: Texter,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.assurance.reminded(job.ctx, job.ref);
    if (found?.phone == null) {
      // Sent by a process that died before it looked whether the phone is the shop's still.
      await this.assurance.forgetTextIfGone(job.ctx, job.ref);
      return;
    }
    const { order, phone } = found;
    const listing = await this.listings.find(job.ctx, order.listingId);
    if (!listing || !(await this.assurance.mayDisturbAbout(job.ctx, order))) return;
    const locale = tenant.settings.defaultLocale;
    try {
      const address = { listing: listing.id, order: order.id };
      const url = new PortalLinks(this.config, tenant).to('merchant.order', locale, address);
      const texted = { listing: listing.name, number: orderNumber(order.number), url };
      await this.texter.send(job, { phone, locale, text: shopTextWords(texted, locale) }, 'shop');
    } finally {
      await this.assurance.forgetTextIfGone(job.ctx, job.ref);
    }
  }
}
