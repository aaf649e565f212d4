import { metresBetween } from './distance';
import type { Degrees } from './mercator';

/** A corner as GeoJSON writes it: WGS84 longitude, latitude. */
export type Corner = readonly [longitude: number, latitude: number];

/** A polygon without holes by its corners, each once: the last one is joined to the first. Its sides are straight in degrees, as in GeoJSON. */
export type Ring = readonly Corner[];

type Side = readonly [from: Corner, to: Corner];

const sidesOf = (ring: Ring): Side[] =>
  ring.map((corner, index) => [corner, ring[(index + 1) % ring.length] ?? corner]);

/**
 * Whether a point lies in a polygon: a line from it to the east crosses an odd number of sides. A side holds its southern end
 * and not its northern one, so that of two polygons that share a side exactly one has a point on it. Pure.
 */
export function isInside(ring: Ring, { longitude, latitude }: Degrees): boolean {
  const crossed = sidesOf(ring).filter(([[x1, y1], [x2, y2]]) => {
    if (y1 > latitude === y2 > latitude) return false;
    return longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1);
  });
  return crossed.length % 2 === 1;
}

/** On which side of a line a point is: positive to its left, 0 on it. */
const turn = ([[x1, y1], [x2, y2]]: Side, [x, y]: Corner): number =>
  (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);

/** Whether a point of the line through a side is on the side. */
const isBetween = ([[x1, y1], [x2, y2]]: Side, [x, y]: Corner): boolean =>
  Math.min(x1, x2) <= x && x <= Math.max(x1, x2) && Math.min(y1, y2) <= y && y <= Math.max(y1, y2);

/** Whether two sides have a point in common. */
function meet(one: Side, other: Side): boolean {
  const [a, b] = [turn(one, other[0]), turn(one, other[1])];
  const [c, d] = [turn(other, one[0]), turn(other, one[1])];
  if (a * b < 0 && c * d < 0) return true;
  return (
    (a === 0 && isBetween(one, other[0])) ||
    (b === 0 && isBetween(one, other[1])) ||
    (c === 0 && isBetween(other, one[0])) ||
    (d === 0 && isBetween(other, one[1]))
  );
}

/**
 * Two sides of a polygon that cross or touch where they have no corner in common, or lie on each other: the indexes of the
 * corners that they begin at. Null for a polygon that has none. Pure.
 */
export function crossingOf(ring: Ring): readonly [number, number] | null {
  const sides = sidesOf(ring);
  for (const [first, one] of sides.entries())
    for (const [offset, other] of sides.slice(first + 1).entries()) {
      const second = first + 1 + offset;
      const isNext = second === first + 1;
      const isAround = first === 0 && second === sides.length - 1;
      const isWrong = isNext ? foldBack(one, other) : isAround ? foldBack(other, one) : meet(one, other);
      if (isWrong) return [first, second];
    }
  return null;
}

/** Whether a side goes back over the one before it. */
const foldBack = (before: Side, after: Side): boolean =>
  turn(before, after[1]) === 0 && (isBetween(before, after[1]) || isBetween(after, before[0]));

/** Square metres of a polygon the size of a town or a county: on a plane that touches the ground at its middle. Pure. */
export function areaOf(ring: Ring): number {
  const [west, south] = ring[0] ?? [0, 0];
  const middle = ring.reduce((sum, [, latitude]) => sum + latitude, 0) / ring.length;
  const east = metresBetween({ longitude: 0, latitude: middle }, { longitude: 1, latitude: middle });
  const north = metresBetween(
    { longitude: 0, latitude: middle - 0.5 },
    { longitude: 0, latitude: middle + 0.5 },
  );
  const doubled = sidesOf(ring).reduce(
    (sum, [[x1, y1], [x2, y2]]) => sum + (x1 - west) * (y2 - south) - (x2 - west) * (y1 - south),
    0,
  );
  return (Math.abs(doubled) / 2) * east * north;
}

/** Metres from a point to a polygon, 0 within it. Pure. */
export function metresTo(ring: Ring, point: Degrees): number {
  if (isInside(ring, point)) return 0;
  const narrow = Math.cos((point.latitude * Math.PI) / 180);
  return Math.min(
    ...sidesOf(ring).map(([[x1, y1], [x2, y2]]) => {
      const [dx, dy] = [(x2 - x1) * narrow, y2 - y1];
      const along =
        ((point.longitude - x1) * narrow * dx + (point.latitude - y1) * dy) / (dx * dx + dy * dy || 1);
      const part = Math.min(1, Math.max(0, along));
      return metresBetween(point, { longitude: x1 + part * (x2 - x1), latitude: y1 + part * (y2 - y1) });
    }),
  );
}
