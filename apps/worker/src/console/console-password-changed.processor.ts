import {
  CONSOLE_PASSWORD_CHANGED,
  consoleAccountMails,
  ConsolePasswordMails,
} from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { PlatformDatabase } from '@halles/platform/database';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Tells the owner of an account that its password changed. */
@HandlesJob(CONSOLE_PASSWORD_CHANGED)
export class ConsolePasswordChangedProcessor implements JobHandler {
  private readonly mails: ConsolePasswordMails;

  constructor(
    @InjectConfig() private readonly config: Config,
    db: PlatformDatabase,
    private readonly deliveries: DeliveryService,
    clock: Clock,
  ) {
    this.mails = new ConsolePasswordMails(db, clock);
  }

  async run(job: Job): Promise<void> {
    const account = await this.mails.account(job.ref);
    if (!account) return;
    await this.deliveries.deliver(job, {
      mail: consoleAccountMails.password,
      locale: account.locale,
      to: { name: account.name, address: account.email, isProven: true },
      model: {
        purpose: 'changed',
        name: account.name,
        actionUrl: `${consoleOrigin(this.config)}/mot-de-passe-oublie`,
        until: null,
      },
    });
  }
}
