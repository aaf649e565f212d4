import { OpenDataModule } from '@halles/domain/open-data';
import { Module } from '@nestjs/common';
import { OutlinesController } from './outlines.controller';

/** What the map beside the lists asks. */
@Module({
  imports: [OpenDataModule],
  controllers: [OutlinesController],
})
export class PortalMapModule {}
