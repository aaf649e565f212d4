import { consoleRoutes } from '@halles/contracts';
import { consoleAccountMails, ConsolePasswordMails, speakerTo } from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import type { Job } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Tells the owner of an account of the console what changed in how it signs in. */
@Injectable()
export class OwnerNotice {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly mails: ConsolePasswordMails,
    private readonly deliveries: DeliveryService,
  ) {}

  /** Mails it to the account that the job is about; an account that is gone is not written to. */
  async send(job: Job, purpose: 'changed' | 'security'): Promise<void> {
    const account = await this.mails.account(job.ref);
    if (!account) return;
    await this.deliveries.deliverForPlatform(job, {
      mail: consoleAccountMails.password,
      locale: account.locale,
      ...speakerTo(account.grants),
      to: { name: account.name, address: account.email, isProven: true },
      model: {
        purpose,
        name: account.name,
        actionUrl: consoleOrigin(this.config) + consoleRoutes.forgottenPassword,
        until: null,
      },
    });
  }
}
