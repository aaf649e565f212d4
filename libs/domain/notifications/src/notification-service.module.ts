import { AccountsModule } from '@halles/domain/accounts';
import { AddressRefusals } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { NotificationRepository } from './notification.repository';
import { NotificationService } from './notification.service';
import { PageChangeNotices } from './page-change-notices.service';
import { PushSubscriptionRepository } from './push-subscription.repository';

/** Writes notifications, for features that deliver none themselves. */
@Module({
  imports: [AccountsModule],
  providers: [
    Outbox,
    AddressRefusals,
    NotificationRepository,
    PushSubscriptionRepository,
    NotificationService,
    PageChangeNotices,
  ],
  exports: [NotificationRepository, PushSubscriptionRepository, NotificationService, PageChangeNotices],
})
export class NotificationServiceModule {}
