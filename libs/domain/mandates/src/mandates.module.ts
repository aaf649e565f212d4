import { ProfilesModule } from '@halles/domain/profiles';
import type { Config } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { type DynamicModule, Module } from '@nestjs/common';
import { MandateLinks } from './mandate-links';
import { MandateRepository } from './mandate.repository';
import { MandateService } from './mandate.service';
import { VisitRepository } from './visit.repository';
import { VisitService } from './visit.service';

/** What agents do for merchants, and where they should look in. */
@Module({})
export class MandatesModule {
  static forRoot({ masterKey }: Pick<Config, 'masterKey'>): DynamicModule {
    return {
      module: MandatesModule,
      imports: [ProfilesModule],
      providers: [
        Outbox,
        MandateRepository,
        VisitRepository,
        MandateService,
        VisitService,
        { provide: MandateLinks, useValue: new MandateLinks(masterKey) },
      ],
      exports: [MandateService, VisitService, MandateLinks],
    };
  }
}
