export { AgentSessionsModule } from './agent-sessions.module';
