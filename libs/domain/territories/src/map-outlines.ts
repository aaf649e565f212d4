import type { Outlines } from '@halles/contracts';
import { territoryFrame } from './territory-frame';

/** A rectangle, WGS84 degrees. */
export interface OutlineBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

interface CommuneOutline extends OutlineBox {
  /** The feature, written. */
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

const communeOutlineOf = ({ properties, geometry }: Outlines['features'][number]): CommuneOutline => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    ...boxOf(polygons.flat(2)),
    json: JSON.stringify({ type: 'Feature', properties: { kind: 'commune', ...properties }, geometry }),
  };
};

const touch = (one: OutlineBox, other: OutlineBox): boolean =>
  one.west <= other.east && one.east >= other.west && one.south <= other.north && one.north >= other.south;

/** The outlines of a territory as a map is sent them: written once, joined for each part that is asked for. */
export class MapOutlines {
  readonly source: string;
  readonly licence: string;
  private readonly communes: readonly CommuneOutline[];
  private readonly framed: readonly string[];

  constructor(outlines: Outlines) {
    this.source = outlines.source;
    this.licence = outlines.licence;
    this.communes = outlines.features.map(communeOutlineOf);
    this.framed = territoryFrame(outlines).map(({ code, rings }) =>
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

  /** Its communes, all or those around which a rectangle meets this one: GeoJSON features with `code` and `name`. */
  within(box: OutlineBox | null): readonly string[] {
    return this.communes.filter((commune) => box === null || touch(commune, box)).map(({ json }) => json);
  }
}
