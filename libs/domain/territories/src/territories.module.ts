import { type Config, CONFIG } from '@halles/platform/config';
import { LastGoodFolders } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { TerritoryOutlines } from './territory-outlines';
import { TerritoryRepository } from './territory.repository';
import { TerritoryService } from './territory.service';

@Module({
  providers: [
    TerritoryRepository,
    TerritoryService,
    {
      provide: TerritoryOutlines,
      inject: [CONFIG],
      useFactory: (config: Config) => new TerritoryOutlines(config.root, new LastGoodFolders(config)),
    },
  ],
  exports: [TerritoryOutlines, TerritoryService],
})
export class TerritoriesModule {}
