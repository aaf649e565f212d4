export {
  type AgentTask,
  type Notification,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_EVENTS,
  type NotificationChannel,
  type NotificationEvent,
  type PageCase,
  type PageChange,
  type PageFact,
  type PageNotice,
  type Preference,
  PAGE_CHANGES,
  PAGE_FACTS,
  topicOf,
} from './notification';
export * from './notification.errors';
export * from './notification.events';
export { type Inbox, type Notice, NotificationService } from './notification.service';
export { NotificationsModule } from './notifications.module';
export { type PostDecided, type PageChanger, PageChangeNotices } from './page-change-notices.service';
export { PushService } from './push.service';
export { NotificationServiceModule } from './notification-service.module';
export { notificationMails } from './mails/notification-mails';
