import { DeliveryService } from '@halles/domain/deliveries';
import { AskService, FRESHNESS_ASK, freshnessMails } from '@halles/domain/freshness';
import { systemClock } from '@halles/kernel';
import { portalOrigin } from '@halles/platform/config';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';
import { freshnessCheckModel } from './freshness-mail';

/** « Toujours exact ? »: asks the owner of a page whether what the public reads there is right. */
@Injectable()
export class FreshnessAskProcessor implements JobHandler {
  readonly kind = FRESHNESS_ASK;

  constructor(
    private readonly config: WorkerConfig,
    private readonly asks: AskService,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const now = systemClock.now();
    const open = await this.asks.mailOf(job.ctx, job.ref, now);
    // Answered meanwhile, not wanted any more, or the page has gone to somebody else.
    if (!open) return;
    const { account, token } = open;
    const { locale } = account;
    const page = locale === 'en' ? '/en/pro/confirm' : '/pro/confirmer';
    const confirmUrl = `${portalOrigin(this.config.value, tenant.canonicalHost)}${page}/${token}`;
    const where = {
      timeZone: tenant.settings.timeZone,
      confirmUrl,
    };
    await this.deliveries.deliver(job, {
      mail: freshnessMails.check,
      locale,
      to: { name: account.name, address: account.email },
      unsubscribeUrl: `${confirmUrl}/${locale === 'en' ? 'stop' : 'arreter'}`,
      model: freshnessCheckModel(open, where, now.getTime()),
    });
  }
}
