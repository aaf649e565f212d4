import { ProfilesModule } from '@halles/domain/profiles';
import { StatisticsModule } from '@halles/domain/statistics';
import { Global, Module } from '@nestjs/common';
import { ListingViews } from './listing-views.service';
import { StatisticsFlush } from './statistics-flush';
import { StatisticsController } from './statistics.controller';
import { TapsController } from './taps.controller';

/** What pages of businesses are used for: counted, written, shown to who keeps them. */
@Global()
@Module({
  imports: [StatisticsModule, ProfilesModule],
  controllers: [TapsController, StatisticsController],
  providers: [ListingViews, StatisticsFlush],
  exports: [ListingViews],
})
export class PortalStatisticsModule {}
