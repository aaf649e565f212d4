export { TerritoriesModule } from './territories.module';
export type { TerritoryFigures } from './territory.repository';
export { TerritoryService } from './territory.service';
