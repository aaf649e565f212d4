/** A corner of a zone: longitude, latitude. */
export type Corner = readonly [longitude: number, latitude: number];
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Of a degree: the server stores no more. */
const DECIMALS = 6;
/** The same lines as the server reads (`readShape`). */
const LINE = /^\s*(-?\d{1,3}(?:\.\d{1,15})?)(?:\s*[,;]\s*|\s+)(-?\d{1,3}(?:\.\d{1,15})?)\s*$/;

const isCorner = (value: unknown): value is [number, number] =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

interface GeoJson {
  readonly type?: string;
  readonly coordinates?: readonly unknown[];
  readonly geometry?: GeoJson;
  readonly features?: readonly GeoJson[];
}

/** The outer ring of the one polygon of a GeoJSON value; null where there is none. */
function ringOf(value: GeoJson | null | undefined): Corner[] | null {
  if (value?.features) return value.features.length === 1 ? ringOf(value.features[0]) : null;
  if (value?.geometry) return ringOf(value.geometry);
  const [outer, hole] = value?.coordinates ?? [];
  if (value?.type !== 'Polygon' || hole !== undefined || !Array.isArray(outer) || !outer.every(isCorner))
    return null;
  return outer.slice(0, -1).map(([longitude, latitude]): Corner => [longitude, latitude]);
}

/** The corners of a text, to be shown; null where it is none. The server judges it. Pure. */
export function cornersIn(text: string): Corner[] | null {
  if (/^\s*[[{]/.test(text)) {
    try {
      return ringOf(JSON.parse(text) as GeoJson);
    } catch {
      return null;
    }
  }
  const corners = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => LINE.exec(line));
  if (corners.includes(null)) return null;
  return corners.map((found): Corner => [Number(found?.[2]), Number(found?.[1])]);
}

/** The text of corners, as the field takes them: latitude first. Pure. */
export const cornersText = (corners: readonly Corner[]): string =>
  corners
    .map(([longitude, latitude]) => `${latitude.toFixed(DECIMALS)}, ${longitude.toFixed(DECIMALS)}`)
    .join('\n');

const apart = (one: Spot, other: Spot): number => Math.hypot(one.x - other.x, one.y - other.y);

/** Behind which corner a new one belongs: that at which the nearest side begins. Pure. */
export function sideNear(spots: readonly Spot[], spot: Spot): number {
  const distances = spots.map((from, index) => {
    const to = spots[(index + 1) % spots.length] ?? from;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((spot.x - from.x) * dx + (spot.y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    return apart(spot, { x: from.x + part * dx, y: from.y + part * dy });
  });
  return distances.indexOf(Math.min(...distances));
}
