import { join } from 'node:path';
import type { CommuneIndex } from '@halles/domain/territories';
import { displayStreet } from '@halles/domain/text';
import type { Chance } from './random';
import { readTable } from './table';

export interface Address {
  readonly number: string;
  /** Typographed. */
  readonly street: string;
  readonly postalCode: string;
  /** WGS84 degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

interface Street {
  readonly name: string;
  readonly postalCode: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Real numbers with their points, where they are known. */
  readonly numbers: readonly Address[];
}

const METRES_PER_DEGREE = 111_200;
/** Metres around the one point that is known of a street. */
const SPREAD = 60;
const WIDEST_SPREAD = 160;
/** How far the middle of a town reaches, metres. */
const MIDDLE = 700;
const PULL_OF_THE_MIDDLE = 8;
const HIGHEST_NUMBER = 150;

/** Metres between two points that are near each other. */
function metresBetween(one: Pick<Street, 'longitude' | 'latitude'>, other: typeof one): number {
  const east = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(east, one.latitude - other.latitude) * METRES_PER_DEGREE;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** The streets of a commune, and who would open a shop in them. */
export class Town {
  private readonly weights: readonly {
    readonly street: Street;
    readonly size: number;
    readonly nearness: number;
  }[];
  private readonly spread: number;

  /** @param shops about how many will be placed: many on few streets are spread wider */
  constructor(
    readonly code: string,
    streets: readonly Street[],
    private readonly index: CommuneIndex,
    shops: number,
  ) {
    const heart = {
      longitude: middle(streets.map(({ longitude }) => longitude)),
      latitude: middle(streets.map(({ latitude }) => latitude)),
    };
    this.weights = streets.map((street) => ({
      street,
      size: street.numbers.length > 0 ? street.numbers.length ** 0.6 : 4,
      nearness: Math.exp(-((metresBetween(street, heart) / MIDDLE) ** 2)),
    }));
    const crowd = shops / (8 * Math.max(1, streets.length));
    this.spread = Math.min(WIDEST_SPREAD, SPREAD * Math.sqrt(Math.max(1, crowd)));
  }

  get hasStreets(): boolean {
    return this.weights.length > 0;
  }

  /** An address for a trade of this centrality (0 to 1). */
  address(centrality: number, chance: Chance): Address {
    const { street } = chance.weighted(
      this.weights,
      ({ size, nearness }) => size * (1 + PULL_OF_THE_MIDDLE * centrality * nearness),
    );
    return street.numbers.length > 0 ? chance.pick(street.numbers) : this.around(street, chance);
  }

  /** Somewhere near the known point of a street, within the commune. */
  private around(street: Street, chance: Chance): Address {
    const { name, postalCode } = street;
    const isSquare = /^place|^grand.?place/i.test(name);
    const number =
      isSquare && chance.likely(0.5) ? '' : String(chance.between(1, isSquare ? 30 : HIGHEST_NUMBER));
    for (let tries = 0; tries < 20; tries++) {
      const east =
        (chance.normal() * this.spread) / METRES_PER_DEGREE / Math.cos((street.latitude * Math.PI) / 180);
      const longitude = street.longitude + east;
      const latitude = street.latitude + (chance.normal() * this.spread) / METRES_PER_DEGREE;
      if (this.index.communeAt(longitude, latitude) === this.code) {
        return { number, street: name, postalCode, longitude, latitude };
      }
    }
    return { number, street: name, postalCode, longitude: street.longitude, latitude: street.latitude };
  }
}

type Row = Record<string, string>;
const cell = (row: Row, name: string): string => row[name] ?? '';

/** As it stands after a number; what was written without accents is typographed as the register's capitals are. */
function streetOf(row: Row): string {
  const written = cell(row, 'voie');
  const name = displayStreet(/[à-ÿ]/i.test(written) ? written : written.toUpperCase());
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

const keyOf = (row: Row): string => `${cell(row, 'commune')} ${streetOf(row)}`;
const pointOf = (row: Row) => ({ longitude: Number(row.longitude), latitude: Number(row.latitude) });

/** All known streets by commune, from `inputs/streets.csv.gz` and `inputs/addresses.csv.gz`. */
export function readStreets(folder: string): ReadonlyMap<string, readonly Street[]> {
  const numbers = new Map<string, Address[]>();
  const heads = new Map<string, Row>();
  for (const row of readTable(join(folder, 'addresses.csv.gz'))) {
    const key = keyOf(row);
    const known = numbers.get(key) ?? [];
    known.push({
      number: cell(row, 'numero'),
      street: streetOf(row),
      postalCode: cell(row, 'code_postal'),
      ...pointOf(row),
    });
    numbers.set(key, known);
    heads.set(key, row);
  }
  for (const row of readTable(join(folder, 'streets.csv.gz')))
    if (!heads.has(keyOf(row))) heads.set(keyOf(row), row);
  const streets = new Map<string, Street[]>();
  for (const [key, row] of heads) {
    const commune = cell(row, 'commune');
    const here = streets.get(commune) ?? [];
    const known = numbers.get(key) ?? [];
    const point = known[Math.floor(known.length / 2)] ?? pointOf(row);
    here.push({
      name: streetOf(row),
      postalCode: cell(row, 'code_postal'),
      longitude: point.longitude,
      latitude: point.latitude,
      numbers: known,
    });
    streets.set(commune, here);
  }
  return streets;
}
