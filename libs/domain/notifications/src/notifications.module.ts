import { AccountsModule } from '@halles/domain/accounts';
import { Module } from '@nestjs/common';
import { NotificationPersonalData } from './notification-personal-data';
import { PushService } from './push.service';
import { NotificationServiceModule } from './notification-service.module';

/** Needs PushModule. */
@Module({
  imports: [AccountsModule, NotificationServiceModule],
  providers: [PushService, NotificationPersonalData],
  exports: [NotificationServiceModule, PushService],
})
export class NotificationsModule {}
