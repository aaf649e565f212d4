import { DeliveriesModule } from '@halles/domain/deliveries';
import { DeskModule } from '@halles/domain/desk';
import { Module } from '@nestjs/common';
import { ConsoleInviteProcessor } from './console-invite.processor';
import { ConsolePasswordChangedProcessor } from './console-password-changed.processor';
import { ConsolePasswordLinkProcessor } from './console-password-link.processor';
import { ConsoleSecurityChangedProcessor } from './console-security-changed.processor';
import { OwnerNotice } from './owner-notice';

/** Mails of the console. */
@Module({
  imports: [DeliveriesModule, DeskModule],
  providers: [
    ConsoleInviteProcessor,
    ConsolePasswordLinkProcessor,
    ConsolePasswordChangedProcessor,
    ConsoleSecurityChangedProcessor,
    OwnerNotice,
  ],
})
export class ConsoleWorkerModule {}
