export { PortalMapModule } from './map.module';
export { presentMapParts } from './map.presenter';
export { mapOrigins } from './map-settings';
export type { MapCompanionView } from './map.view';
