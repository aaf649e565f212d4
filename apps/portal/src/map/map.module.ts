import { CONFIG, type Config } from '@halles/platform/config';
import { SearchModule } from '@halles/domain/search';
import { TerritoryOutlines } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { OutlinesController } from './outlines.controller';
import { OutlinesService } from './outlines.service';

/** What the map beside the lists asks. */
@Module({
  imports: [SearchModule],
  controllers: [OutlinesController],
  providers: [
    OutlinesService,
    {
      provide: TerritoryOutlines,
      inject: [CONFIG],
      useFactory: ({ root }: Config) => new TerritoryOutlines(root),
    },
  ],
})
export class PortalMapModule {}
