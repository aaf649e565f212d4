import { DeliveryService } from '@halles/domain/deliveries';
import { NOTIFICATION_PAGE, PageNews, notificationMails } from '@halles/domain/notifications';
import { portalOrigin } from '@halles/platform/config';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';

/** Tells the owner of a page by mail that somebody else changed it. */
@Injectable()
export class NotificationPageProcessor implements JobHandler {
  readonly kind = NOTIFICATION_PAGE;

  constructor(
    private readonly config: WorkerConfig,
    private readonly news: PageNews,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const told = await this.news.mailOf(job.ctx, job.ref);
    // Nobody to tell any more: the page changed hands, or such mails are not wanted.
    if (!told) return;
    const { listing, owner } = told;
    const { tenant } = job.ctx;
    const { locale } = owner;
    const page =
      locale === 'en'
        ? `/en/pro/businesses/${listing.id}/history`
        : `/pro/commerces/${listing.id}/historique`;
    await this.deliveries.deliver(job, {
      mail: notificationMails.pageChanged,
      locale,
      to: { name: owner.name, address: owner.email },
      model: {
        name: owner.name,
        listing: listing.name ?? tenant.settings.title[locale],
        historyUrl: portalOrigin(this.config.value, tenant.canonicalHost) + page,
      },
    });
  }
}
