import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { topicOf } from './notification';
import { NotificationRepository } from './notification.repository';
import { PushSubscriptionRepository } from './push-subscription.repository';

const MOST = 10_000;

/** What an account was told, what it wants to be told, and the browsers that it is told on. */
@PersonalDataOf('notifications')
export class NotificationPersonalData implements PersonalDataSource {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly browsers: PushSubscriptionRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return {
      notifications: (await this.notifications.list(tx, accountId, null, MOST)).map((one) => ({
        ...one,
        event: topicOf(one),
      })),
      preferences: await this.notifications.preferences(tx, accountId),
      browsers: (await this.browsers.ofAccount(tx, accountId)).map(({ endpoint, createdAt }) => ({
        endpoint,
        createdAt,
      })),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.notifications.deleteOf(tx, accountId);
    await this.browsers.deleteAll(tx, accountId);
  }
}
