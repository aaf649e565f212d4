import { FreshnessModule } from '@halles/domain/freshness';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Config } from '../rendering/portal-config';
import { FreshnessConfirmController } from './confirm.controller';
import { FreshnessController } from './freshness.controller';
import { FreshnessLinkController } from './link.controller';

/** Whether pages are still right: asked, answered, reported. Gives what it knows to the pages of businesses. */
@Global()
@Module({})
export class PortalFreshnessModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PortalFreshnessModule,
      imports: [FreshnessModule.forRoot(config), ListingsModule, ProfilesModule],
      controllers: [FreshnessController, FreshnessLinkController, FreshnessConfirmController],
      exports: [FreshnessModule],
    };
  }
}
