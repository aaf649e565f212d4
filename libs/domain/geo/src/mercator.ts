/** Radius of the sphere of Web Mercator (EPSG:3857), metres. */
export const EARTH_RADIUS = 6_378_137;
const RADIAN = Math.PI / 180;

/** Half the width of the world in Web Mercator, metres. */
export const HALF_WORLD = Math.PI * EARTH_RADIUS;

export interface Degrees {
  readonly longitude: number;
  readonly latitude: number;
}

/** A point of the plane in which search measures. Near a place it is true up to a factor, so the nearest stays the nearest. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** WGS84 degrees (latitude within ±85) to Web Mercator metres. */
export function toPlane({ longitude, latitude }: Degrees): PlanePoint {
  return {
    x: EARTH_RADIUS * longitude * RADIAN,
    y: EARTH_RADIUS * Math.log(Math.tan(Math.PI / 4 + (latitude * RADIAN) / 2)),
  };
}

/** The position of a point of the plane. Pure. */
export function toDegrees({ x, y }: PlanePoint): Degrees {
  return {
    longitude: x / EARTH_RADIUS / RADIAN,
    latitude: (2 * Math.atan(Math.exp(y / EARTH_RADIUS)) - Math.PI / 2) / RADIAN,
  };
}

/** How many metres of the plane a metre on the ground is at a latitude. */
export function planeMetresPerMetre(latitude: number): number {
  return 1 / Math.cos(latitude * RADIAN);
}

/** A point as PostgreSQL writes it. */
export const pointText = ({ x, y }: PlanePoint): string => `(${x},${y})`;
