import { ConsolePreviews } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { PlatformDatabase } from '@halles/platform/database';
import { Module } from '@nestjs/common';
import { DraftEntrances } from './draft-entrances';
import { PreviewController } from './preview.controller';

/** The way from the console to portals that are not open yet. */
@Module({
  controllers: [PreviewController],
  providers: [
    {
      provide: ConsolePreviews,
      inject: [PlatformDatabase, Clock],
      useFactory: (db: PlatformDatabase, clock: Clock) => new ConsolePreviews(db, clock),
    },
    DraftEntrances,
  ],
  exports: [DraftEntrances],
})
export class PreviewsModule {}
