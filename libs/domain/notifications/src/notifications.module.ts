import { Module } from '@nestjs/common';
import { AccountsModule } from '@halles/domain/accounts';
import { AddressRefusals } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { NotificationPersonalData } from './notification-personal-data';
import { NotificationRepository } from './notification.repository';
import { NotificationService } from './notification.service';
import { PushSubscriptionRepository } from './push-subscription.repository';
import { PushService } from './push.service';

/** Needs PushModule. */
@Module({
  imports: [AccountsModule],
  providers: [
    Outbox,
    AddressRefusals,
    NotificationRepository,
    PushSubscriptionRepository,
    NotificationService,
    PushService,
    NotificationPersonalData,
  ],
  exports: [NotificationService, PushService],
})
export class NotificationsModule {}
