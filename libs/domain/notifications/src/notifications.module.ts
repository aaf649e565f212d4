import { AccountsModule } from '@halles/domain/accounts';
import { Module } from '@nestjs/common';
import { NotificationPersonalData } from './notification-personal-data';
import { PushService } from './push.service';
import { TellingModule } from './telling.module';

/** Needs PushModule. */
@Module({
  imports: [AccountsModule, TellingModule],
  providers: [PushService, NotificationPersonalData],
  exports: [TellingModule, PushService],
})
export class NotificationsModule {}
