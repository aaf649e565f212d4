import { type Config, InjectConfig } from '@halles/platform/config';
import {
  ACCOUNT_SECURITY_CHANGED,
  AccountRepository,
  accountMails,
  recipientOf,
} from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, UnitOfWork } from '@halles/platform/tenancy';

/** Mails the owner of an account that its password or second factor changed, or that ProConnect was linked. */
@HandlesJob(ACCOUNT_SECURITY_CHANGED)
export class AccountSecurityChangedProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const account = await this.work.read(job.ctx, (tx) => this.accounts.find(tx, job.ref));
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
