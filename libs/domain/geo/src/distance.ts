import type { Degrees } from './mercator';

/** Mean radius of the Earth, metres. */
const EARTH_RADIUS = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points that are near each other, as the crow flies: within a town a plane is accurate enough. Pure. */
export function metresBetween(one: Degrees, other: Degrees): number {
  const north = radians(other.latitude - one.latitude);
  const east =
    radians(other.longitude - one.longitude) * Math.cos(radians((one.latitude + other.latitude) / 2));
  return EARTH_RADIUS * Math.hypot(north, east);
}

/** Further from the middle of its commune nothing is: the largest communes of France are about 40 km long. */
const WIDEST_COMMUNE = 30_000;

/** Whether a pin can be in a commune, by the middle of it. Pure. */
export const canBeIn = (commune: Degrees, pin: Degrees): boolean =>
  metresBetween(pin, commune) <= WIDEST_COMMUNE;
