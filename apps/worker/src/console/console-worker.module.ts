import { DeliveriesModule } from '@halles/domain/deliveries';
import { Module } from '@nestjs/common';
import { ConsoleInviteProcessor } from './console-invite.processor';

/** Mails of the console. */
@Module({ imports: [DeliveriesModule], providers: [ConsoleInviteProcessor] })
export class ConsoleWorkerModule {}
