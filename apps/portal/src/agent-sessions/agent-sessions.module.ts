import { MandatesModule } from '@halles/domain/mandates';
import { AccessControl } from '@halles/platform/http';
import { Global, Module } from '@nestjs/common';
import { AgentSessionController } from './agent-session.controller';
import { PortalAccess } from './portal-access';

/** Agents of the town in the space of a business, and the door of the portal for them and for whoever has an account. */
@Global()
@Module({
  imports: [MandatesModule],
  controllers: [AgentSessionController],
  providers: [PortalAccess, { provide: AccessControl, useExisting: PortalAccess }],
  exports: [PortalAccess],
})
export class AgentSessionsModule {}
