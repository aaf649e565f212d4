import { AgendasModule } from '@halles/domain/agendas';
import { Module } from '@nestjs/common';

/** What a portal has of agendas. */
@Module({ imports: [AgendasModule] })
export class PortalAgendasModule {}
