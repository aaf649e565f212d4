import { MAX_CORNERS, MAX_RADIUS, MIN_CORNERS } from '@halles/contracts';
import {
  areaOf,
  type Corner,
  crossingOf,
  type Degrees,
  metresBetween,
  metresTo,
  type Ring,
} from '@halles/domain/geo';
import { z } from 'zod';

/** A zone is no smaller than a large building, square metres, */
const LEAST_AREA = 1_000;
/** and no larger than a circle of the largest radius. */
const MOST_AREA = Math.PI * (MAX_RADIUS * 1_000) ** 2;
/** From a shop to its zone, where it does not lie in it, metres. */
const MOST_APART = 30_000;
/** Of a degree: a tenth of a metre. */
const DECIMALS = 1e6;

/** Why a text is no zone: a key of the words that the form says, with what they name. */
export interface ShapeProblem {
  readonly key:
    | 'polygon'
    | 'notPolygon'
    | 'notOne'
    | 'hole'
    | 'notClosed'
    | 'degrees'
    | 'cornerLine'
    | 'corners'
    | 'crossing'
    | 'small'
    | 'large';
  readonly words?: Readonly<Record<string, string>>;
}

export type ReadShape = { readonly ring: Ring } | { readonly problem: ShapeProblem };

const position = z.array(z.number()).min(2);
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)).min(1) });
const anyGeometry = z.object({ type: z.string() });
const feature = z.object({ type: z.literal('Feature'), geometry: anyGeometry.loose() });
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature.loose()) });

/** The geometries of a GeoJSON text; null where it is none. */
function geometriesOf(text: string): readonly unknown[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const many = collection.safeParse(value);
  if (many.success) return many.data.features.map(({ geometry }) => geometry);
  const one = feature.safeParse(value);
  if (one.success) return [one.data.geometry];
  return anyGeometry.safeParse(value).success ? [value] : null;
}

function readGeoJson(text: string): ReadShape {
  const geometries = geometriesOf(text);
  if (geometries === null) return { problem: { key: 'polygon' } };
  const [geometry] = geometries;
  if (geometries.length !== 1) return { problem: { key: 'notOne' } };
  const read = polygon.safeParse(geometry);
  if (!read.success) return { problem: { key: 'notPolygon' } };
  const [outer = [], ...holes] = read.data.coordinates;
  if (holes.length > 0) return { problem: { key: 'hole' } };
  const corners = outer.map(([longitude = 0, latitude = 0]): Corner => [longitude, latitude]);
  const [first, last] = [corners[0], corners.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return { problem: { key: 'notClosed' } };
  return { ring: corners.slice(0, -1) };
}

const CORNER = /^(-?\d{1,3}(?:\.\d{1,15})?)(?:\s*[,;]\s*|\s+)(-?\d{1,3}(?:\.\d{1,15})?)$/;

/** A corner a line, latitude first, as maps show it. */
function readLines(text: string): ReadShape {
  const ring: Corner[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, latitude, longitude] = CORNER.exec(line.trim()) ?? [];
    if (latitude === undefined || longitude === undefined)
      return { problem: { key: 'cornerLine', words: { line: String(index + 1) } } };
    ring.push([Number(longitude), Number(latitude)]);
  }
  return { ring };
}

const isSame = (one: Corner | undefined, other: Corner): boolean =>
  one?.[0] === other[0] && one[1] === other[1];

/** The corners as they are stored: a tenth of a metre is enough, and none comes twice in a row. */
function tidied(ring: Ring): Ring {
  const rounded = ring.map(([longitude, latitude]): Corner => [
    Math.round(longitude * DECIMALS) / DECIMALS,
    Math.round(latitude * DECIMALS) / DECIMALS,
  ]);
  const corners = rounded.filter((corner, index) => index === 0 || !isSame(rounded[index - 1], corner));
  const [first] = corners;
  const isClosed = corners.length > 1 && first !== undefined && isSame(corners.at(-1), first);
  return isClosed ? corners.slice(0, -1) : corners;
}

function problemOf(ring: Ring): ShapeProblem | null {
  if (ring.some(([longitude, latitude]) => Math.abs(longitude) > 180 || Math.abs(latitude) > 90))
    return { key: 'degrees' };
  if (ring.length < MIN_CORNERS || ring.length > MAX_CORNERS)
    return { key: 'corners', words: { count: String(ring.length) } };
  const crossing = crossingOf(ring);
  if (crossing)
    return { key: 'crossing', words: { one: String(crossing[0] + 1), other: String(crossing[1] + 1) } };
  const area = areaOf(ring);
  if (area < LEAST_AREA) return { key: 'small' };
  return area > MOST_AREA ? { key: 'large' } : null;
}

/** A zone as it was typed, pasted or drawn: GeoJSON with one polygon, or a corner a line, latitude first. Pure. */
export function readShape(text: string): ReadShape {
  const read = /^\s*[[{]/.test(text) ? readGeoJson(text) : readLines(text);
  if ('problem' in read) return read;
  const ring = tidied(read.ring);
  const problem = problemOf(ring);
  return problem ? { problem } : { ring };
}

/** The same as it is typed: a corner a line, latitude first. Pure. */
export const shapeText = (ring: Ring): string =>
  ring.map(([longitude, latitude]) => `${String(latitude)}, ${String(longitude)}`).join('\n');

/** Whether a shop may deliver in a zone: it lies in it or not far from it, and nowhere is further than anybody delivers. Pure. */
export const isNear = (ring: Ring, shop: Degrees): boolean =>
  metresTo(ring, shop) <= MOST_APART &&
  ring.every(([longitude, latitude]) => metresBetween(shop, { longitude, latitude }) <= MAX_RADIUS * 1_000);
