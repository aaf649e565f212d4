import { FreshnessModule } from '@halles/domain/freshness';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Global, Module } from '@nestjs/common';
import { FreshnessConfirmController } from './confirm.controller';
import { FreshnessController } from './freshness.controller';
import { FreshnessLinkController } from './link.controller';

/** Whether pages are still right: asked, answered, reported. Gives what it knows to the pages of businesses. */
@Global()
@Module({
  imports: [FreshnessModule, ListingsModule, ProfilesModule],
  controllers: [FreshnessController, FreshnessLinkController, FreshnessConfirmController],
  exports: [FreshnessModule],
})
export class PortalFreshnessModule {}
