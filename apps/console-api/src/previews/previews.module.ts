import { ConsolePreviews } from '@halles/domain/console-accounts';
import { Module } from '@nestjs/common';
import { DraftEntrances } from './draft-entrances';
import { PreviewController } from './preview.controller';

/** The way from the console to portals that are not open yet. */
@Module({
  controllers: [PreviewController],
  providers: [ConsolePreviews, DraftEntrances],
  exports: [DraftEntrances],
})
export class PreviewsModule {}
