import { GaugesModule } from '@halles/domain/gauges';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { GaugeWaiting } from './gauge.waiting';
import { MerchantGaugeController } from './merchant-gauge.controller';

/** How many people may be in a place: said by the shop, ruled by the territory, shown to everybody. */
@Module({
  imports: [GaugesModule, PlaceDaysModule, ProfilesModule],
  controllers: [MerchantGaugeController],
  providers: [GaugeWaiting],
})
export class PortalGaugesModule {}
