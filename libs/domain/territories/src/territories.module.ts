import { type Config, CONFIG } from '@halles/platform/config';
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
      useFactory: ({ root }: Config) => new TerritoryOutlines(root),
    },
  ],
  exports: [TerritoryOutlines, TerritoryService],
})
export class TerritoriesModule {}
