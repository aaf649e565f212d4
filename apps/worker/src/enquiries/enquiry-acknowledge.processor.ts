import { Injectable } from '@nestjs/common';
import { DeliveryService } from '@halles/domain/deliveries';
import { ENQUIRY_ACKNOWLEDGE, EnquiryService, enquiryMails } from '@halles/domain/enquiries';
import { portalOrigin } from '@halles/platform/config';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { WorkerConfig } from '../worker-config';

/** Sends the writer of an enquiry a copy of it, in the language that they wrote in. */
@Injectable()
export class EnquiryAcknowledgeProcessor implements JobHandler {
  readonly kind = ENQUIRY_ACKNOWLEDGE;

  constructor(
    private readonly config: WorkerConfig,
    private readonly enquiries: EnquiryService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const enquiry = await this.enquiries.getById(job.ctx, job.ref);
    const origin = portalOrigin(this.config.value, tenant.canonicalHost);
    await this.deliveries.deliver(job, {
      mail: enquiryMails.acknowledge,
      locale: enquiry.locale,
      to: { name: enquiry.name, address: enquiry.email },
      model: {
        reference: enquiry.reference,
        name: enquiry.name,
        subject: enquiry.subject,
        message: enquiry.message,
        contactUrl: `${origin}${enquiry.locale === 'en' ? '/en' : ''}/contact`,
      },
    });
  }
}
