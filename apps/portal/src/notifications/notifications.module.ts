import { NotificationsModule } from '@halles/domain/notifications';
import { Module } from '@nestjs/common';
import { NotificationsController } from './notifications.controller';

/** The list of the merchant's space, and its preferences. */
@Module({ imports: [NotificationsModule], controllers: [NotificationsController] })
export class PortalNotificationsModule {}
