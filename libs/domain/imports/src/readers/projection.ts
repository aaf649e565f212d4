import { type SourcePosition } from '@halles/domain/listings';
import { isCommuneCode } from '@halles/kernel';
import proj4 from 'proj4';
import type { RowErrorLog } from './row-error';

/** Where a part of France lies, in degrees, and the legal projection of its coordinates (decree 2000-1276). */
interface Territory {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly projection: string;
}

const utm = (zone: number, hemisphere = ''): string =>
  `+proj=utm +zone=${zone}${hemisphere} +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs`;

const METROPOLE: Territory = {
  west: -5.3,
  south: 41.2,
  east: 9.7,
  north: 51.2,
  // EPSG:2154, RGF93 / Lambert-93.
  projection:
    '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
};

/** By the first three digits of the commune's code: EPSG:5490, 2972, 2975, 4467 and 4471. */
const OVERSEAS: Readonly<Record<string, Territory>> = {
  971: { west: -61.9, south: 15.7, east: -60.9, north: 16.6, projection: utm(20) },
  972: { west: -61.3, south: 14.3, east: -60.7, north: 15, projection: utm(20) },
  973: { west: -54.7, south: 2, east: -51.5, north: 6, projection: utm(22) },
  974: { west: 55.1, south: -21.5, east: 55.9, north: -20.8, projection: utm(40, ' +south') },
  975: { west: -56.6, south: 46.6, east: -56, north: 47.2, projection: utm(21) },
  976: { west: 44.9, south: -13.1, east: 45.4, north: -12.5, projection: utm(38, ' +south') },
  977: { west: -63, south: 17.8, east: -62.7, north: 18, projection: utm(20) },
  978: { west: -63.2, south: 18, east: -62.9, north: 18.2, projection: utm(20) },
};

const everywhere: readonly Territory[] = [METROPOLE, ...Object.values(OVERSEAS)];

const overseasOf = (communeCode: string): Territory | undefined => {
  const prefix = communeCode.slice(0, 3);
  return Object.hasOwn(OVERSEAS, prefix) ? OVERSEAS[prefix] : undefined;
};

/** The territories where the commune may be: one where its code is known, all where it is not. */
function territoriesOf(communeCode: string | null): readonly Territory[] {
  if (communeCode === null || !isCommuneCode(communeCode)) return everywhere;
  const overseas = overseasOf(communeCode);
  if (overseas !== undefined) return [overseas];
  // The Pacific (98x) has no coordinates in these sources.
  return communeCode.startsWith('98') ? [] : [METROPOLE];
}

const isInside = (longitude: number, latitude: number, { west, south, east, north }: Territory): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** Six decimals of a degree: 11 cm. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

const toNumber = (text: string): number => (NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN);

interface Where {
  readonly communeCode: string | null;
  readonly line: number;
}

type Point = readonly [longitude: number, latitude: number];

/** Tries a pair as it is, then the other way round, and says in the log what was wrong. */
function place(
  pair: readonly [string, string],
  toDegrees: (x: number, y: number, territory: Territory) => Point,
  { communeCode, line }: Where,
  log: RowErrorLog,
): SourcePosition | null {
  const [x, y] = [toNumber(pair[0]), toNumber(pair[1])];
  const shown = pair.join(', ');
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    log.add('coordinates-malformed', line, shown);
    return null;
  }
  const territories = territoriesOf(communeCode);
  for (const [first, second, swapped] of [
    [x, y, false],
    [y, x, true],
  ] as const) {
    for (const territory of territories) {
      const [longitude, latitude] = toDegrees(first, second, territory);
      if (!isInside(longitude, latitude, territory)) continue;
      if (swapped) log.add('coordinates-swapped', line, shown);
      return { longitude: rounded(longitude), latitude: rounded(latitude), precision: 'address' };
    }
  }
  log.add('coordinates-outside', line, shown);
  return null;
}

/** proj4 parses a definition each time that it is given one: one converter a projection. */
type Converter = (metres: [number, number]) => number[];

const converters = new Map<string, Converter>();

function converterOf(projection: string): Converter {
  const known = converters.get(projection);
  if (known !== undefined) return known;
  const { forward } = proj4(projection, 'WGS84');
  const made: Converter = (metres) => forward(metres);
  converters.set(projection, made);
  return made;
}

/**
 * A position in degrees from the register's metres (Lambert-93 in metropolitan France, the local UTM zone overseas). Swapped
 * axes are put back; what falls outside the territory of the commune is refused. Both with a warning.
 */
export function positionOfMetres(
  x: string,
  y: string,
  where: Where,
  log: RowErrorLog,
): SourcePosition | null {
  const toDegrees = (easting: number, northing: number, { projection }: Territory): Point => {
    const [longitude = Number.NaN, latitude = Number.NaN] = converterOf(projection)([easting, northing]);
    return [longitude, latitude];
  };
  return place([x, y], toDegrees, where, log);
}

/** A position in WGS84 degrees, checked the same way. */
export function positionOfDegrees(
  longitude: string,
  latitude: string,
  where: Where,
  log: RowErrorLog,
): SourcePosition | null {
  return place([longitude, latitude], (east, north) => [east, north], where, log);
}
