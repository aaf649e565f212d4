import { SearchModule } from '@halles/domain/search';
import { TerritoriesModule } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { OutlinesController } from './outlines.controller';
import { OutlinesService } from './outlines.service';

/** What the map beside the lists asks. */
@Module({
  imports: [SearchModule, TerritoriesModule],
  controllers: [OutlinesController],
  providers: [OutlinesService],
})
export class PortalMapModule {}
