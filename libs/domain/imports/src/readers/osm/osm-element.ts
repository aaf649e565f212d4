import type { OsmTags } from '@halles/domain/categories';

/** An object of OpenStreetMap with its point: a way's or a relation's is its centre. */
export interface OsmElement {
  /** `node/123`, `way/45`, or the identifier that the file gives. */
  readonly id: string;
  readonly tags: OsmTags;
  readonly longitude: number;
  readonly latitude: number;
  readonly updatedOn: string;
}

/** `relation/12345678901` is twenty characters, a digest sixty-four. */
const MAX_ID = 200;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** NUL is in no tag, and PostgreSQL refuses it. */
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.replaceAll('\u0000', '')
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

const tagsOf = (fields: Fields): OsmTags =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const text = textOf(value).trim();
      return text === '' ? [] : [[key, text]];
    }),
  );

/** The middle of the box around every point of a geometry, however deep its lists are. */
class Box {
  private west = Infinity;
  private east = -Infinity;
  private south = Infinity;
  private north = -Infinity;

  add(coordinates: unknown): void {
    if (!Array.isArray(coordinates)) return;
    const [longitude, latitude] = coordinates as readonly unknown[];
    if (typeof longitude === 'number' && typeof latitude === 'number') this.addPoint(longitude, latitude);
    else for (const inner of coordinates) this.add(inner);
  }

  addPoint(longitude: number, latitude: number): void {
    this.west = Math.min(this.west, longitude);
    this.east = Math.max(this.east, longitude);
    this.south = Math.min(this.south, latitude);
    this.north = Math.max(this.north, latitude);
  }

  get centre(): readonly [longitude: number, latitude: number] | undefined {
    const centre = [(this.west + this.east) / 2, (this.south + this.north) / 2] as const;
    return centre.every(Number.isFinite) ? centre : undefined;
  }
}

function ofGeoJson(feature: Fields): OsmElement | undefined {
  const { geometry, properties } = feature;
  if (!isFields(geometry) || !isFields(properties)) return undefined;
  const box = new Box();
  const parts = Array.isArray(geometry.geometries) ? (geometry.geometries as readonly unknown[]) : [geometry];
  for (const part of parts) if (isFields(part)) box.add(part.coordinates);
  // osmtogeojson nests the tags in older versions; elsewhere they are the properties themselves.
  const tags = tagsOf(isFields(properties.tags) ? { ...properties, ...properties.tags } : properties);
  const id = (textOf(properties['@id']) || textOf(feature.id) || textOf(properties.id)).slice(0, MAX_ID);
  const { centre } = box;
  if (centre === undefined || id === '') return undefined;
  const updatedOn = textOf(properties['@timestamp']);
  return { id, tags, longitude: centre[0], latitude: centre[1], updatedOn };
}

function ofOverpass(element: Fields): OsmElement | undefined {
  const { type, id, lat, lon, center, bounds, geometry } = element;
  const kind = textOf(type);
  if (!/^(?:node|way|relation)$/.test(kind) || !/^\d+$/.test(textOf(id))) return undefined;
  const box = new Box();
  if (typeof lon === 'number' && typeof lat === 'number') box.addPoint(lon, lat);
  else if (isFields(center) && typeof center.lon === 'number' && typeof center.lat === 'number') {
    box.addPoint(center.lon, center.lat);
  } else if (isFields(bounds)) {
    box.add([
      [bounds.minlon, bounds.minlat],
      [bounds.maxlon, bounds.maxlat],
    ]);
  } else if (Array.isArray(geometry)) {
    for (const point of geometry as readonly unknown[]) if (isFields(point)) box.add([point.lon, point.lat]);
  }
  const { centre } = box;
  if (centre === undefined) return undefined;
  const tags = isFields(element.tags) ? tagsOf(element.tags) : {};
  const updatedOn = textOf(element.timestamp);
  return { id: `${kind}/${textOf(id)}`, tags, longitude: centre[0], latitude: centre[1], updatedOn };
}

/**
 * The object of a GeoJSON feature or of an element of Overpass; undefined where it has no identifier or no point. `bare`: a
 * node or way of Overpass without tags, there for the shape of another, which is no error.
 */
export function osmElementOf(value: unknown): OsmElement | 'bare' | undefined {
  if (!isFields(value)) return undefined;
  if (value.type === 'Feature') return ofGeoJson(value);
  if (value.tags === undefined && /^(?:node|way|relation)$/.test(textOf(value.type))) return 'bare';
  return ofOverpass(value);
}
