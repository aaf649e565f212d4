import { FootfallModule } from '@halles/domain/footfall';
import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { LettersModule } from '@halles/platform/letters';
import { Module } from '@nestjs/common';
import { CalmHoursController } from './calm-hours.controller';
import { CounterController } from './counter.controller';
import { DoorController } from './door.controller';
import { PosterController } from './poster.controller';
import { DoorClicks } from './door-clicks.service';

/** Counting who walks in and out. */
@Module({
  imports: [FootfallModule, LettersModule, ListingsModule, PlaceDaysModule, ProfilesModule],
  controllers: [CalmHoursController, CounterController, DoorController, PosterController],
  providers: [DoorClicks],
})
export class PortalFootfallModule {}
