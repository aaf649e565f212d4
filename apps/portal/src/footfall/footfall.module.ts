import { FootfallModule } from '@halles/domain/footfall';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { CounterController } from './counter.controller';
import { DoorController } from './door.controller';
import { DoorClicks } from './door-clicks.service';

/** Counting who walks in and out. */
@Module({
  imports: [FootfallModule, ListingsModule, ProfilesModule],
  controllers: [CounterController, DoorController],
  providers: [DoorClicks],
})
export class PortalFootfallModule {}
