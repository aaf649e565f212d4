import { consoleRoutes } from '@halles/contracts';
import {
  CONSOLE_PASSWORD_LINK,
  consoleAccountMails,
  consolePasswordLink,
  ConsolePasswordMails,
  speakerTo,
} from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';

/** Sends the link that chooses a new password for the console. */
@HandlesJob(CONSOLE_PASSWORD_LINK)
export class ConsolePasswordLinkProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mails: ConsolePasswordMails,
    private readonly deliveries: DeliveryService,
    private readonly links: SignedLinks,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    // Asked for with an address that has no account, used meanwhile, or over: there is nobody to write to.
    const found = await this.mails.link({ tenantId: tenant.id, id: job.ref });
    if (!found) return;
    const { link, account } = found;
    // Behind the hash: neither the log of a server nor the Referer of a page ever has it.
    const token = this.links.issue(job.ctx, consolePasswordLink, { id: link.id, serial: 0 });
    await this.deliveries.deliverForPlatform(job, {
      mail: consoleAccountMails.password,
      locale: link.locale,
      ...speakerTo(account.grants),
      to: { name: account.name, address: account.email, isProven: true },
      model: {
        purpose: 'link',
        name: account.name,
        actionUrl: `${consoleOrigin(this.config)}${consoleRoutes.newPassword}#${tenant.slug}/${token}`,
        until: consolePasswordLink.expiresAt(link.createdAt),
      },
    });
  }
}
