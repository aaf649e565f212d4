import type { Outlines } from '@halles/contracts';
import { territoryOutline } from './territory-frame';

/** A rectangle, WGS84 degrees. */
export interface OutlineBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A feature of a map, written, and what it lies in. */
export interface DrawnFeature extends OutlineBox {
  readonly json: string;
}

function boxOf(points: readonly (readonly [number, number])[]): OutlineBox {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [x, y] of points) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

const communeOutlineOf = ({ properties, geometry }: Outlines['features'][number]): DrawnFeature => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    ...boxOf(polygons.flat(2)),
    json: JSON.stringify({ type: 'Feature', properties: { kind: 'commune', ...properties }, geometry }),
  };
};

/** Whether two rectangles meet. Pure. */
export const touch = (one: OutlineBox, other: OutlineBox): boolean =>
  one.west <= other.east && one.east >= other.west && one.south <= other.north && one.north >= other.south;

/** The outlines of a territory as a map is sent them: written once, joined for each part that is asked for. */
export class MapOutlines {
  readonly source: string;
  readonly licence: string;
  /** Its communes, each with `code` and `name`. */
  readonly communes: readonly DrawnFeature[];
  private readonly framed: readonly string[];

  constructor(outlines: Outlines) {
    this.source = outlines.source;
    this.licence = outlines.licence;
    this.communes = outlines.features.map(communeOutlineOf);
    this.framed = territoryOutline(outlines).map(({ code, rings }) =>
      JSON.stringify({
        type: 'Feature',
        properties: { kind: 'frame', code },
        geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
      }),
    );
  }

  /** The territory as a whole, by département: GeoJSON features. */
  frame(): readonly string[] {
    return this.framed;
  }
}
