/** Radius of the sphere of Web Mercator (EPSG:3857), metres. */
const RADIUS = 6_378_137;
const RADIAN = Math.PI / 180;

/** Half the width of the world in Web Mercator, metres. */
export const HALF_WORLD = Math.PI * RADIUS;

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
    x: RADIUS * longitude * RADIAN,
    y: RADIUS * Math.log(Math.tan(Math.PI / 4 + (latitude * RADIAN) / 2)),
  };
}

export function toDegrees({ x, y }: PlanePoint): Degrees {
  return {
    longitude: x / RADIUS / RADIAN,
    latitude: (2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2) / RADIAN,
  };
}

/** How many metres of the plane a metre on the ground is at a latitude. */
export function planeMetresPerMetre(latitude: number): number {
  return 1 / Math.cos(latitude * RADIAN);
}
