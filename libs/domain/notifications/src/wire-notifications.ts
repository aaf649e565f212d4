import { AccountRepository, createGrants } from '@halles/domain/accounts';
import { AddressRefusals } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { NotificationRepository } from './notification.repository';
import { NotificationService } from './notification.service';
import { PageNews } from './page-news.service';
import { PushSubscriptionRepository } from './push-subscription.repository';

/** What tells owners of changes with all that it needs, for who has no container: tests and measurements. */
export function createPageNews(work: UnitOfWork): PageNews {
  const notifications = new NotificationRepository();
  const service = new NotificationService(
    work,
    notifications,
    new PushSubscriptionRepository(),
    new AccountRepository(),
    new AddressRefusals(),
    new Outbox(),
  );
  return new PageNews(work, createGrants(), notifications, service);
}
