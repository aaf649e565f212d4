import { DeliveriesModule } from '@halles/domain/deliveries';
import { NotificationsModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { ChangeWords } from './change-words';
import { NotificationPageProcessor } from './notification-page.processor';
import { NotificationPushProcessor } from './notification-push.processor';
import { PageChangeMailTask } from './page-change-mail.task';

/** Notifications by mail and in browsers. Needs PushModule. */
@Module({
  imports: [DeliveriesModule, NotificationsModule, ProfilesModule],
  providers: [ChangeWords, NotificationPageProcessor, NotificationPushProcessor, PageChangeMailTask],
})
export class NotificationsWorkerModule {}
