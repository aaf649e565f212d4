import { CONFIG, type Config } from '@halles/platform/config';
import { ListingsModule } from '@halles/domain/listings';
import { SearchModule } from '@halles/domain/search';
import { TerritoryOutlines } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { ClustersService } from './clusters.service';
import { MapApiController } from './map-api.controller';
import { OutlinesService } from './outlines.service';

/** What the map beside the lists asks. */
@Module({
  imports: [ListingsModule, SearchModule],
  controllers: [MapApiController],
  providers: [
    ClustersService,
    OutlinesService,
    {
      provide: TerritoryOutlines,
      inject: [CONFIG],
      useFactory: ({ root }: Config) => new TerritoryOutlines(root),
    },
  ],
})
export class PortalMapModule {}
