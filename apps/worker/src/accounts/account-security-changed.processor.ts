import { type Config, InjectConfig } from '@halles/platform/config';
import {
  ACCOUNT_SECURITY_CHANGED,
  AccountSettings,
  accountMails,
  recipientOf,
} from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails the owner of an account that its password or second factor changed, or that ProConnect was linked. */
@HandlesJob(ACCOUNT_SECURITY_CHANGED)
export class AccountSecurityChangedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly accounts: AccountSettings,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const account = await this.accounts.find(job.ctx, job.ref);
    if (!account) return;
    const { name, locale } = account;
    await this.deliveries.deliver(job, {
      mail: accountMails.notice,
      locale,
      to: recipientOf(account),
      model: {
        purpose: 'security-changed',
        name,
        actionUrl: new PortalLinks(this.config, tenant).to('account.forgottenPassword', locale),
        until: null,
      },
    });
  }
}
