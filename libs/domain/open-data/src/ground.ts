import type { SearchPlace } from '@halles/domain/search';
import { type DrawnFeature, type MapOutlines, type OutlineBox, touch } from '@halles/domain/territories';

/** So many communes are named where the territory is shown as a whole: those with the most businesses. */
const NAMED_FROM_AFAR = 40;
/** What is drawn for one reader, bytes before they are packed: 10 ms of work. Whoever asks for more gets all. */
const MAX_PART_BYTES = 400_000;

/** The names that people find their way by. */
export interface GroundPlaces {
  readonly communes: readonly SearchPlace[];
  readonly districts: readonly SearchPlace[];
}

const namedAt = ({ kind, name, listings, centre: { longitude, latitude } }: SearchPlace): DrawnFeature => ({
  west: longitude,
  east: longitude,
  south: latitude,
  north: latitude,
  json: JSON.stringify({
    type: 'Feature',
    properties: { kind: `${kind}-name`, name, listings },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  }),
});

const headOf = (drawn: MapOutlines | null): string =>
  `${JSON.stringify({
    type: 'FeatureCollection',
    source: drawn?.source ?? null,
    licence: drawn?.licence ?? null,
  }).slice(0, -1)},"features":[`;

/** The territory as a whole: its outline by département, and its largest communes by name. GeoJSON. Pure. */
export function territoryGround(drawn: MapOutlines | null, communes: readonly SearchPlace[]): string {
  const named = communes.toSorted((one, other) => other.listings - one.listings).slice(0, NAMED_FROM_AFAR);
  return `${headOf(drawn)}${[...(drawn?.frame() ?? []), ...named.map((place) => namedAt(place).json)].join(',')}]}`;
}

const featuresOf = (drawn: MapOutlines | null, { communes, districts }: GroundPlaces): DrawnFeature[] => [
  ...(drawn?.communes ?? []),
  ...[...communes, ...districts].map(namedAt),
];

/** Its communes and the names in it, all or those that meet a rectangle. GeoJSON. Pure. */
export function communesGround(drawn: MapOutlines | null, places: GroundPlaces, box?: OutlineBox): string {
  const features = featuresOf(drawn, places).filter((one) => box === undefined || touch(one, box));
  return `${headOf(drawn)}${features.map(({ json }) => json).join(',')}]}`;
}

/** West, south, east, north, and where the feature begins and ends in the file, bytes. */
type Entry = readonly [number, number, number, number, number, number];

/** Where each feature of `communesGround` lies, on the map and in the file. JSON. Pure. */
export function groundIndex(drawn: MapOutlines | null, places: GroundPlaces): string {
  const head = headOf(drawn);
  let at = Buffer.byteLength(head);
  const entries = featuresOf(drawn, places).map(({ west, south, east, north, json }): Entry => {
    const start = at;
    at += Buffer.byteLength(json) + 1;
    return [west, south, east, north, start, at - 1];
  });
  return JSON.stringify({ head, entries });
}

/** Parts of a file of `communesGround`, cut out without reading a feature of it. */
export class GroundParts {
  private readonly head: string;
  private readonly entries: readonly Entry[];

  /** @param index what `groundIndex` wrote beside the file */
  constructor(
    private readonly file: Buffer,
    index: string,
  ) {
    ({ head: this.head, entries: this.entries } = JSON.parse(index) as {
      head: string;
      entries: readonly Entry[];
    });
  }

  /** What meets a rectangle, as `communesGround` would draw it; null where it is more than one reader is drawn. */
  within(box: OutlineBox): string | null {
    const found = this.entries.filter(([west, south, east, north]) =>
      touch({ west, south, east, north }, box),
    );
    const bytes = found.reduce((sum, [, , , , start, end]) => sum + end - start, 0);
    if (bytes > MAX_PART_BYTES) return null;
    const features = found.map(([, , , , start, end]) => this.file.toString('utf8', start, end));
    return `${this.head}${features.join(',')}]}`;
  }
}
