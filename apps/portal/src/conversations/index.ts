export { PortalConversationsModule } from './conversations.module';
