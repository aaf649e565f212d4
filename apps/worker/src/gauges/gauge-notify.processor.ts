import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { GAUGE_NOTIFY, GaugeAnnouncements, gaugeMails } from '@halles/domain/gauges';
import { ListingService } from '@halles/domain/listings';
import { gaugeRuleDays, gaugeRuleWords } from '@halles/domain/place-days';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells one of those who keep a place of a rule that limits how many people may be inside, of its change or of its end. */
@HandlesJob(GAUGE_NOTIFY)
export class GaugeNotifyProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly announcements: GaugeAnnouncements,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const notice = await this.announcements.find(job.ctx, job.ref);
    const listing = notice && (await this.listings.find(job.ctx, notice.listingId));
    // A later version tells more, or there is nobody to be told any more.
    if (!notice || !listing) return;
    const { account, rule, change, most } = notice;
    const { locale } = account;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    await this.deliveries.deliver(job, {
      mail: gaugeMails.notice,
      locale,
      to: recipientOf(account),
      model: {
        ...{ change, most, listing: listing.name, title: rule.title, source: rule.source },
        rule: `${gaugeRuleWords(rule, locale)}, ${gaugeRuleDays(rule, locale)}`,
        isUnknown: most === null && !('keepsPickup' in rule.formula),
        gaugeUrl: links.to('merchant.gauge', locale, { listing: listing.id }),
      },
    });
  }
}
