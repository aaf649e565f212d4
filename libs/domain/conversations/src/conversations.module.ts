import { AccountsModule } from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { Outbox } from '@halles/platform/outbox';
import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { ConversationMailRepository } from './by-mail/conversation-mail.repository';
import { MailedAnswers } from './by-mail/mailed-answers.service';
import { CannedAnswers } from './handling/canned-answers.service';
import { ConversationHandlingRepository } from './handling/conversation-handling.repository';
import { ConversationHandling } from './handling/conversation-handling.service';
import { ConversationAnswerers } from './conversation-answerers';
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
    CannedAnswers,
    ConversationAnswerers,
    ConversationHandling,
    ConversationHandlingRepository,
    ConversationMailRepository,
    ConversationNotices,
    ConversationPersonalData,
    ConversationRepository,
    ConversationService,
    DeliveryRepository,
    ForgottenConversations,
    MailedAnswers,
    MessagePhotos,
    Outbox,
    StorageQuota,
  ],
  exports: [
    CannedAnswers,
    ConversationHandling,
    ConversationNotices,
    ConversationService,
    MailedAnswers,
    MessagePhotos,
    MessagingModule,
  ],
})
export class ConversationsModule {}
