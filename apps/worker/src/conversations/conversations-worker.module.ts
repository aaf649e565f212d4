import { ConversationsModule } from '@halles/domain/conversations';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { NotificationsModule } from '@halles/domain/notifications';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { ConversationNotifyCustomerProcessor } from './conversation-notify-customer.processor';
import { ConversationNotifyShopProcessor } from './conversation-notify-shop.processor';
import { ConversationPushShopProcessor } from './conversation-push-shop.processor';
import { MessagePhotosTask } from './message-photos.task';
import { MessageWordsTask } from './message-words.task';
import { UnreadMessagesTask } from './unread-messages.task';

/** Mails about messages that were not read, and that conversations are forgotten in time. */
@Module({
  imports: [ConversationsModule, DeliveriesModule, ListingsModule, NotificationsModule],
  providers: [
    ConversationNotifyCustomerProcessor,
    ConversationNotifyShopProcessor,
    ConversationPushShopProcessor,
    MessagePhotosTask,
    MessageWordsTask,
    UnreadMessagesTask,
  ],
})
export class ConversationsWorkerModule {}
