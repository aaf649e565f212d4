import { CELL_DEPTH, HALF_WORLD, toDegrees, toPlane } from '@halles/domain/geo';
import type { Bounds } from '@halles/domain/search';

/** Widest answer, cells along one side: a large screen has about 5 tiles of 4 cells across. */
const CELLS_MAX = 32;

/** How far the grid reaches, latitude: what requests may ask for. */
const MAX_NORTHERN = 85;

const sideAt = (zoom: number): number => (2 * HALF_WORLD) / 2 ** (zoom + CELL_DEPTH);

const cornersOf = ({ west, south, east, north }: Bounds) => ({
  low: toPlane({ longitude: west, latitude: south }),
  high: toPlane({ longitude: east, latitude: north }),
});

/** The requested zoom, or the nearest at which the bounds are no larger than a screen. Pure. */
export function fittingZoom(bounds: Bounds, zoom: number): number {
  const { low, high } = cornersOf(bounds);
  const extent = Math.max(high.x - low.x, high.y - low.y);
  let fitting = zoom;
  while (fitting > 0 && extent / sideAt(fitting) > CELLS_MAX) fitting -= 1;
  return fitting;
}

/**
 * The bounds, grown to whole cells of the map's grid at a zoom: what is counted then does not change as the map moves
 * within them. Pure.
 */
export function wholeCells(bounds: Bounds, zoom: number): Bounds {
  const side = sideAt(zoom);
  const { low, high } = cornersOf(bounds);
  const down = (metres: number): number => Math.floor(metres / side) * side;
  const up = (metres: number): number => Math.ceil(metres / side) * side;
  const southWest = toDegrees({ x: down(low.x), y: down(low.y) });
  const northEast = toDegrees({ x: up(high.x), y: up(high.y) });
  return {
    west: Math.max(-180, southWest.longitude),
    south: Math.max(-MAX_NORTHERN, southWest.latitude),
    east: Math.min(180, northEast.longitude),
    north: Math.min(MAX_NORTHERN, northEast.latitude),
  };
}
