import { DeliveryService } from '@halles/domain/deliveries';
import { ENQUIRY_ACKNOWLEDGE, EnquiryService, enquiryMails } from '@halles/domain/enquiries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells the writer of an enquiry that it has arrived, in the language that they wrote in. */
@HandlesJob(ENQUIRY_ACKNOWLEDGE)
export class EnquiryAcknowledgeProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly enquiries: EnquiryService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const enquiry = await this.enquiries.find(job.ctx, job.ref);
    // Its writer had it erased meanwhile.
    if (!enquiry) return;
    await this.deliveries.deliver(job, {
      mail: enquiryMails.acknowledge,
      locale: enquiry.locale,
      to: { name: '', address: enquiry.email, isProven: false },
      model: {
        reference: enquiry.reference,
        contactUrl: new PortalLinks(this.config, tenant).to('contact', enquiry.locale),
      },
    });
  }
}
