import { OrdersModule } from '@halles/domain/orders';
import { ProfilesModule } from '@halles/domain/profiles';
import { StatisticsModule } from '@halles/domain/statistics';
import { Global, Module } from '@nestjs/common';
import { ListingViews } from './listing-views.service';
import { StatisticsFlush } from './statistics-flush';
import { OrderFiguresController } from './order-figures.controller';
import { StatisticsController } from './statistics.controller';
import { TapsController } from './taps.controller';

/** What pages of businesses are used for: counted, written, shown to who keeps them. */
@Global()
@Module({
  imports: [StatisticsModule, OrdersModule, ProfilesModule],
  controllers: [TapsController, StatisticsController, OrderFiguresController],
  providers: [ListingViews, StatisticsFlush],
  exports: [ListingViews],
})
export class PortalStatisticsModule {}
