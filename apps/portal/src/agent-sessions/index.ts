export { PortalAccess } from './portal-access';
export { AgentSessionsModule } from './agent-sessions.module';
