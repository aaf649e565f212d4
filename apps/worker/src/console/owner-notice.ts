import { consoleAccountMails, ConsolePasswordMails, speakerTo } from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { PlatformDatabase } from '@halles/platform/database';
import type { Job } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Tells the owner of an account of the console what changed in how it signs in. */
@Injectable()
export class OwnerNotice {
  private readonly mails: ConsolePasswordMails;

  constructor(
    @InjectConfig() private readonly config: Config,
    db: PlatformDatabase,
    private readonly deliveries: DeliveryService,
    clock: Clock,
  ) {
    this.mails = new ConsolePasswordMails(db, clock);
  }

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
        actionUrl: `${consoleOrigin(this.config)}/mot-de-passe-oublie`,
        until: null,
      },
    });
  }
}
