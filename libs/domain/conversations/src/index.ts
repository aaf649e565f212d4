export {
  type Conversation,
  type ConversationMessage,
  type ConversationSide,
  isUnreadBy,
  lastAuthorOf,
  type ListedConversation,
  type ReadMessage,
} from './conversation';
export type { StrangersMail } from './by-mail/conversation-mail.repository';
export { MailedAnswers, type MailOutcome, type ReceivedMail } from './by-mail/mailed-answers.service';
export * from './conversation.errors';
export * from './conversation.events';
export { conversationLink } from './conversation-link';
export { ConversationNotices, type UnreadMessages } from './conversation-notices.service';
export {
  ANSWERED,
  BEGUN,
  ConversationPersonalData,
  MAILED,
  MAILED_FOR_SHOP,
  NOTED,
  WRITTEN,
} from './conversation-personal-data';
export { ConversationService, type Thread, type Writer } from './conversation.service';
export { conversationSignalOf } from './conversation-signals';
export { type CannedAnswer, type CannedValues, filledIn } from './handling/canned-answer';
export { CannedAnswers } from './handling/canned-answers.service';
export {
  ConversationHandling,
  type HandledConversation,
  LISTED,
  type TeamMember,
} from './handling/conversation-handling.service';
export type { ConversationNote, ListedWhich } from './handling/conversation-handling.repository';
export { type ConversationView, conversationViews, type ListPosition } from './handling/conversation-view';
export { ConversationsModule } from './conversations.module';
export { conversationMails } from './mails/conversation-mails';
export { MessagePhotos } from './message-photos';
export { MessagingModule } from './messaging.module';
export { type AwayMessage, Messaging, type MessagingSettings, type MessagingShop } from './messaging.service';
