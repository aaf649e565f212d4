import { ConsoleDigests, ConsolePasswordMails, ConsoleTeam } from '@halles/domain/console-accounts';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { CasesModule } from '@halles/domain/cases';
import { TerritoriesModule } from '@halles/domain/territories';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ConsoleDigestProcessor } from './console-digest.processor';
import { ConsoleDigestTask } from './console-digest.task';
import { ConsoleInviteProcessor } from './console-invite.processor';
import { ConsolePasswordChangedProcessor } from './console-password-changed.processor';
import { ConsolePasswordLinkProcessor } from './console-password-link.processor';
import { ConsoleSecurityChangedProcessor } from './console-security-changed.processor';
import { OwnerNotice } from './owner-notice';

/** Mails of the console. */
@Module({
  imports: [DeliveriesModule, CasesModule, TerritoriesModule],
  providers: [
    ConsoleDigests,
    ConsolePasswordMails,
    ConsoleTeam,
    ConsoleDigestProcessor,
    ConsoleDigestTask,
    ConsoleInviteProcessor,
    ConsolePasswordLinkProcessor,
    ConsolePasswordChangedProcessor,
    ConsoleSecurityChangedProcessor,
    Outbox,
    OwnerNotice,
  ],
})
export class ConsoleWorkerModule {}
