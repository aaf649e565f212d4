import { AccountsModule } from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { ConversationNotices } from './conversation-notices.service';
import { ConversationPersonalData, ForgottenConversations } from './conversation-personal-data';
import { ConversationRepository } from './conversation.repository';
import { ConversationService } from './conversation.service';
import { MessagePhotos } from './message-photos';
import { MessagingModule } from './messaging.module';

/** Customers and shops write to each other. Needs `StorageModule`, which is global. */
@Module({
  imports: [AccountsModule, MessagingModule],
  providers: [
    ConversationNotices,
    ConversationPersonalData,
    ConversationRepository,
    ConversationService,
    DeliveryRepository,
    ForgottenConversations,
    MessagePhotos,
    Outbox,
    StorageQuota,
  ],
  exports: [ConversationNotices, ConversationService, MessagePhotos, MessagingModule],
})
export class ConversationsModule {}
