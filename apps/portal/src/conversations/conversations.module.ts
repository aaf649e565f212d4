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
import { MerchantConversationController } from './merchant/merchant-conversation.controller';
import { MessagesController } from './merchant/messages.controller';
import { MessageWaiting } from './merchant/message.waiting';
import { StartConversationController } from './start-conversation.controller';

/** Customers and shops write to each other. */
@Module({
  imports: [ConversationsModule, ListingsModule, PortalPhotosModule, ProfilesModule, StreamsModule],
  controllers: [
    AccountConversationsController,
    ConversationController,
    MerchantConversationController,
    MessagesController,
    StartConversationController,
  ],
  providers: [CustomerConversations, MessageUploads, MessageWaiting],
})
export class PortalConversationsModule {}
