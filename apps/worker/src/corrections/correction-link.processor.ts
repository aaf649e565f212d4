import { CORRECTION_LINK, CorrectionService, correctionMails } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { systemClock } from '@halles/kernel';
import { portalOrigin } from '@halles/platform/config';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';

/** Mails a business the link by which it corrects its page. */
@Injectable()
export class CorrectionLinkProcessor implements JobHandler {
  readonly kind = CORRECTION_LINK;

  constructor(
    private readonly config: WorkerConfig,
    private readonly corrections: CorrectionService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const open = await this.corrections.mailOf(job.ctx, job.ref, systemClock.now());
    // Over meanwhile, or the business is not shown any more.
    if (!open) return;
    const { link, listing, token } = open;
    const page = link.locale === 'en' ? '/en/correct' : '/corriger';
    await this.deliveries.deliver(job, {
      mail: correctionMails.link,
      locale: link.locale,
      to: { name: listing.name, address: link.email },
      model: {
        listing: listing.name,
        place: [listing.address.line, listing.address.communeName].filter((part) => part !== null).join(', '),
        correctionUrl: `${portalOrigin(this.config.value, tenant.canonicalHost)}${page}/${token}`,
        expiresAt: link.expiresAt,
      },
    });
  }
}
