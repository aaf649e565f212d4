import { ACCOUNT_EMAIL_CHANGED, LinkService, accountMails } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';
import { accountAddress } from './account-addresses';

/** Tells the address that an account had before. */
@Injectable()
export class AccountEmailChangedProcessor implements JobHandler {
  readonly kind = ACCOUNT_EMAIL_CHANGED;

  constructor(
    private readonly config: WorkerConfig,
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
      to: { name: '', address },
      model: {
        purpose: 'email-changed',
        name: '',
        actionUrl: accountAddress(this.config.value, tenant, 'contact', link.locale),
        until: null,
      },
    });
  }
}
