import { AgendasModule } from '@halles/domain/agendas';
import { Module } from '@nestjs/common';

/** What the worker does of agendas: who booked is forgotten in time. */
@Module({ imports: [AgendasModule] })
export class AgendasWorkerModule {}
