import { ProfilesModule } from '@halles/domain/profiles';
import { type Config, CONFIG } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { MandateLinks } from './mandate-links';
import { MandateRepository } from './mandate.repository';
import { MandateService } from './mandate.service';
import { VisitRepository } from './visit.repository';
import { VisitService } from './visit.service';

/** What agents do for merchants, and where they should look in. */
@Module({
  imports: [ProfilesModule],
  providers: [
    Outbox,
    MandateRepository,
    VisitRepository,
    MandateService,
    VisitService,
    {
      provide: MandateLinks,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new MandateLinks(masterKey),
    },
  ],
  exports: [MandateService, VisitService, MandateLinks],
})
export class MandatesModule {}
