import { ClaimsModule } from '@halles/domain/claims';
import { Module } from '@nestjs/common';
import { CaseAssignments } from './case-assignments.service';
import { CaseQueueRepository } from './case-queue.repository';
import { CaseQueues } from './case-queue.service';
import { CaseRepository } from './case.repository';
import { ReasonTemplateRepository } from './reason-template.repository';
import { ReasonTemplates } from './reason-templates.service';

/** How the people of a town hall share their work. Needs StorageModule. */
@Module({
  imports: [ClaimsModule],
  providers: [
    CaseRepository,
    CaseAssignments,
    CaseQueueRepository,
    CaseQueues,
    ReasonTemplateRepository,
    ReasonTemplates,
  ],
  exports: [CaseAssignments, CaseQueues, ReasonTemplates],
})
export class CasesModule {}
