export {
  type Conversation,
  type ConversationMessage,
  type ConversationSide,
  isUnreadBy,
  lastAuthorOf,
  type ListedConversation,
} from './conversation';
export * from './conversation.errors';
export * from './conversation.events';
export { conversationLink } from './conversation-link';
export { ConversationNotices, type UnreadMessages } from './conversation-notices.service';
export { ANSWERED, WRITTEN } from './conversation-personal-data';
export { type ListPosition } from './conversation.repository';
export { ConversationService, LISTED, type Thread, type Writer } from './conversation.service';
export { conversationSignalOf } from './conversation-signals';
export { ConversationsModule } from './conversations.module';
export { conversationMails } from './mails/conversation-mails';
export { MessagePhotos } from './message-photos';
export { MessagingModule } from './messaging.module';
export { Messaging, type MessagingShop } from './messaging.service';
