import { FreshnessModule } from '@halles/domain/freshness';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Global, Module } from '@nestjs/common';
import { FreshnessConfirmController } from './confirm.controller';
import { FreshnessController } from './freshness.controller';
import { QuestionWaiting } from './question.waiting';
import { FreshnessLinkController } from './link.controller';

/** Whether pages are still right: questions, confirmations and reports. Provides the freshness of a listing to its page. */
@Global()
@Module({
  imports: [FreshnessModule, ListingsModule, ProfilesModule],
  controllers: [FreshnessController, FreshnessLinkController, FreshnessConfirmController],
  providers: [QuestionWaiting],
  exports: [FreshnessModule],
})
export class PortalFreshnessModule {}
