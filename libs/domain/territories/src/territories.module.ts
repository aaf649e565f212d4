import { Module } from '@nestjs/common';
import { TerritoryRepository } from './territory.repository';
import { TerritoryService } from './territory.service';

@Module({ providers: [TerritoryRepository, TerritoryService], exports: [TerritoryService] })
export class TerritoriesModule {}
