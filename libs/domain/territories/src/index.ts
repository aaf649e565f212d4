export { CommuneIndex } from './commune-index';
export { type Commune, communeOf, communesAt, communesCalled } from './communes';
export { type DrawnFeature, MapOutlines, type OutlineBox, touch } from './map-outlines';
export { TerritoriesModule } from './territories.module';
export { type OutlineFile, TerritoryOutlines } from './territory-outlines';
export type { TerritoryFigures } from './territory.repository';
export { TerritoryService } from './territory.service';
