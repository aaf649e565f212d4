export { canBeIn, metresBetween } from './distance';
export {
  type Degrees,
  HALF_WORLD,
  type PlanePoint,
  planeMetresPerMetre,
  toDegrees,
  toPlane,
  pointText,
  EARTH_RADIUS,
} from './mercator';
export { CELL_DEPTH, cellOf, MAP_ZOOMS, type MapCell } from './map-grid';
export { areaOf, type Corner, crossingOf, isInside, metresTo, type Ring } from './polygon';
