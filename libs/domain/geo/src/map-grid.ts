import { HALF_WORLD, type PlanePoint } from './mercator';

/** The zooms of the map at which listings are shown as counts of `map_cell`; above the last one they are counted as asked. */
export const MAP_ZOOMS = [5, 7, 9, 11, 13] as const;

/** A tile of the map at a zoom has 4 × 4 cells: the tiles of the grid two zooms deeper. */
export const CELL_DEPTH = 2;

export interface MapCell {
  readonly x: number;
  readonly y: number;
}

/** The cell of a point at a zoom of `MAP_ZOOMS`: its tile of the Web Mercator grid (x to the east, y to the south) at zoom + 2. */
export function cellOf({ x, y }: PlanePoint, zoom: number): MapCell {
  const cells = 2 ** (zoom + CELL_DEPTH);
  const side = (2 * HALF_WORLD) / cells;
  return { x: Math.floor((x + HALF_WORLD) / side), y: Math.floor((HALF_WORLD - y) / side) };
}
