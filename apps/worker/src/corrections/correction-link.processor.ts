import { CORRECTION_LINK, CorrectionService, correctionMails } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails a business the link by which it corrects its page. */
@HandlesJob(CORRECTION_LINK)
export class CorrectionLinkProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly corrections: CorrectionService,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const open = await this.corrections.mailOf(job.ctx, job.ref, this.clock.now());
    // Over meanwhile, or the business is not shown any more.
    if (!open) return;
    const { link, listing, token } = open;
    await this.deliveries.deliver(job, {
      mail: correctionMails.link,
      locale: link.locale,
      to: { name: listing.name, address: link.email, isProven: false },
      model: {
        listing: listing.name,
        place: [listing.address.line, listing.address.communeName].filter((part) => part !== null).join(', '),
        correctionUrl: new PortalLinks(this.config, tenant).to('correction.form', link.locale, { token }),
        expiresAt: link.expiresAt,
      },
    });
  }
}
