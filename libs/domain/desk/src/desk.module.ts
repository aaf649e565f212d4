import { Module } from '@nestjs/common';
import { CaseDesk } from './case-desk.service';
import { CaseRepository } from './case.repository';
import { ReasonTemplateRepository } from './reason-template.repository';
import { ReasonTemplates } from './reason-templates.service';

/** How the people of a town hall share their work. */
@Module({
  providers: [CaseRepository, CaseDesk, ReasonTemplateRepository, ReasonTemplates],
  exports: [CaseDesk, ReasonTemplates],
})
export class DeskModule {}
