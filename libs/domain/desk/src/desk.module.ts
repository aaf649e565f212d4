import { Module } from '@nestjs/common';
import { ReasonTemplateRepository } from './reason-template.repository';
import { ReasonTemplates } from './reason-templates.service';

/** How the people of a town hall share their work. */
@Module({ providers: [ReasonTemplateRepository, ReasonTemplates], exports: [ReasonTemplates] })
export class DeskModule {}
