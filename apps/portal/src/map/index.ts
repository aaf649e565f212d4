export { PortalMapModule } from './map.module';
export { presentMapParts, presentZoneMap } from './map.presenter';
export { mapOrigins } from './map-settings';
export type { MapCompanionView, ZoneMapView } from './map.view';
