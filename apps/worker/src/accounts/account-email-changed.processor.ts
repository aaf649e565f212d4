import { type Config, InjectConfig } from '@halles/platform/config';
import { ACCOUNT_EMAIL_CHANGED, LinkService, accountMails } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails the former address of an account that it was changed. */
@HandlesJob(ACCOUNT_EMAIL_CHANGED)
export class AccountEmailChangedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly links: LinkService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const link = await this.links.find(job.ctx, job.ref);
    const address = link?.carries.oldEmail;
    if (!link || address === undefined) return;
    await this.deliveries.deliver(job, {
      mail: accountMails.notice,
      locale: link.locale,
      to: { name: '', address, isProven: true },
      model: {
        purpose: 'email-changed',
        name: '',
        actionUrl: new PortalLinks(this.config, tenant).to('contact', link.locale),
        until: null,
      },
    });
  }
}
