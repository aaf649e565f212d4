import { ConversationsModule } from '@halles/domain/conversations';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { PortalPhotosModule } from '../photos';
import { StreamsModule } from '../streams';
import { AccountConversationsController } from './account-conversations.controller';
import { ConversationController } from './conversation.controller';
import { MessageUploads } from './message-uploads.service';
import { CustomerConversations } from './customer-conversations.service';
import { CannedAnswersController } from './merchant/canned-answers.controller';
import { ConversationHandlingController } from './merchant/conversation-handling.controller';
import { MerchantConversationController } from './merchant/merchant-conversation.controller';
import { MerchantConversationPages } from './merchant/merchant-conversation-pages.service';
import { MessagesController } from './merchant/messages.controller';
import { MessageWaiting } from './merchant/message.waiting';
import { StartConversationController } from './start-conversation.controller';

/** Customers and shops write to each other. */
@Module({
  imports: [ConversationsModule, ListingsModule, PortalPhotosModule, ProfilesModule, StreamsModule],
  controllers: [
    AccountConversationsController,
    CannedAnswersController,
    ConversationController,
    ConversationHandlingController,
    MerchantConversationController,
    MessagesController,
    StartConversationController,
  ],
  providers: [CustomerConversations, MerchantConversationPages, MessageUploads, MessageWaiting],
})
export class PortalConversationsModule {}
