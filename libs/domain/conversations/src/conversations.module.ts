import { AccountsModule } from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ConversationNotices } from './conversation-notices.service';
import { ConversationPersonalData, ForgottenConversations } from './conversation-personal-data';
import { ConversationRepository } from './conversation.repository';
import { ConversationService } from './conversation.service';
import { Messaging } from './messaging.service';

@Module({
  imports: [AccountsModule, ListingsModule],
  providers: [
    ConversationNotices,
    ConversationPersonalData,
    ConversationRepository,
    ConversationService,
    DeliveryRepository,
    ForgottenConversations,
    Messaging,
    Outbox,
  ],
  exports: [ConversationNotices, ConversationService, Messaging],
})
export class ConversationsModule {}
