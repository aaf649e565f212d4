import type { Outlines } from '@halles/contracts';

/** Degrees. A commune of France is about 4 km wide: a cell holds a handful. */
const CELL = 0.05;

interface Outline {
  readonly code: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** All rings of all its polygons, holes too: x, y, x, y… */
  readonly rings: readonly Float64Array[];
}

function outlineOf({ properties, geometry }: Outlines['features'][number]): Outline {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const rings = polygons.flat().map((ring) => {
    for (const [x, y] of ring) {
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.south = Math.min(box.south, y);
      box.north = Math.max(box.north, y);
    }
    return Float64Array.from(ring.flat());
  });
  return { code: properties.code, ...box, rings };
}

/** Whether a half-line from the point to the east crosses the ring an odd number of times. */
function isWithin(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0; at + 3 < ring.length; at += 2) {
    const [x1, y1, x2, y2] = [ring[at] ?? 0, ring[at + 1] ?? 0, ring[at + 2] ?? 0, ring[at + 3] ?? 0];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

// A hole undoes what the ring around it said.
const contains = (outline: Outline, x: number, y: number): boolean =>
  x >= outline.west &&
  x <= outline.east &&
  y >= outline.south &&
  y <= outline.north &&
  outline.rings.reduce((inside, ring) => inside !== isWithin(ring, x, y), false);

const cellOf = (degrees: number): number => Math.floor(degrees / CELL);
const keyOf = (column: number, row: number): number => column * 10_000 + row;

/** Which commune a point lies in, from the outlines held in memory. */
export class CommuneIndex {
  private readonly cells = new Map<number, Outline[]>();

  constructor(outlines: Outlines) {
    for (const outline of outlines.features.map(outlineOf)) {
      for (let column = cellOf(outline.west); column <= cellOf(outline.east); column++) {
        for (let row = cellOf(outline.south); row <= cellOf(outline.north); row++) {
          const key = keyOf(column, row);
          const cell = this.cells.get(key);
          if (cell) cell.push(outline);
          else this.cells.set(key, [outline]);
        }
      }
    }
  }

  /**
   * INSEE code of the commune around a point (WGS84 degrees); null outside all of them. Outlines are simplified: within some
   * tens of metres of a border the answer may be the neighbour.
   */
  communeAt(longitude: number, latitude: number): string | null {
    const cell = this.cells.get(keyOf(cellOf(longitude), cellOf(latitude)));
    return cell?.find((outline) => contains(outline, longitude, latitude))?.code ?? null;
  }
}
