import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { Module } from '@nestjs/common';
import { CalmHours } from './calm-hours.service';
import { FootfallLinks } from './footfall-links.service';
import { FootfallRepository } from './footfall.repository';
import { FootfallMeter } from './footfall.service';
import { PublicFootfall } from './footfall-public.service';

/** How many people walk in and out of a place. */
@Module({
  imports: [ListingsModule, PlaceDaysModule],
  providers: [CalmHours, FootfallLinks, FootfallMeter, FootfallRepository, PublicFootfall],
  exports: [CalmHours, FootfallLinks, FootfallMeter, PublicFootfall],
})
export class FootfallModule {}
