import { DeliveryService } from '@halles/domain/deliveries';
import { ENQUIRY_FORWARD, EnquiryService, enquiryMails } from '@halles/domain/enquiries';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Brings a citizen's enquiry to the town hall. The answer goes straight to the citizen. */
@HandlesJob(ENQUIRY_FORWARD)
export class EnquiryForwardProcessor implements JobHandler {
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
      mail: enquiryMails.forward,
      // The town hall reads the territory's language, whichever the citizen wrote in.
      locale: tenant.settings.defaultLocale,
      to: { name: tenant.settings.contact.name, address: tenant.settings.contact.email, isProven: true },
      replyTo: { name: enquiry.name, address: enquiry.email },
      model: {
        reference: enquiry.reference,
        name: enquiry.name,
        email: enquiry.email,
        subject: enquiry.subject,
        message: enquiry.message,
        receivedAt: enquiry.createdAt,
        portalUrl: new PortalLinks(this.config, tenant).origin,
      },
    });
  }
}
