import { CorrectionsModule } from '@halles/domain/corrections';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { CorrectionWaiting } from './correction.waiting';
import { CorrectionController } from './correction.controller';

/** First corrections by a mailed link. */
@Module({
  imports: [CorrectionsModule, ListingsModule, ProfilesModule],
  controllers: [CorrectionController],
  providers: [CorrectionWaiting],
})
export class PortalCorrectionsModule {}
