import { ProfilesModule } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { MandateRepository } from './mandate.repository';
import { MandateService } from './mandate.service';
import { VisitRepository } from './visit.repository';
import { VisitService } from './visit.service';

/** What agents do for merchants, and where they should look in. */
@Module({
  imports: [ProfilesModule],
  providers: [Outbox, MandateRepository, VisitRepository, MandateService, VisitService],
  exports: [MandateService, VisitService],
})
export class MandatesModule {}
