import { MandatesModule } from '@halles/domain/mandates';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { MandateController } from './mandate.controller';

@Module({})
export class PortalMandatesModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PortalMandatesModule,
      imports: [MandatesModule.forRoot(config)],
      controllers: [MandateController],
    };
  }
}
