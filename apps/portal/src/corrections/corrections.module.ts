import { CorrectionsModule } from '@halles/domain/corrections';
import { ListingsModule } from '@halles/domain/listings';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { CorrectionController } from './correction.controller';

/** First corrections by a mailed link. */
@Module({})
export class PortalCorrectionsModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PortalCorrectionsModule,
      imports: [CorrectionsModule.forRoot(config), ListingsModule],
      controllers: [CorrectionController],
    };
  }
}
