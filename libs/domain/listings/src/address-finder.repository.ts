import type { Degrees } from '@halles/domain/geo';
import { slugOf, typedStreet } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FACT_SOURCES, type FactSource } from './fact-source';
import type { SourceAddress, SourcePosition } from './source-facts';

/** An address of the territory as somebody typed it. */
export interface TypedAddress {
  /** "12 bis rue Neuve". */
  readonly line: string;
  /** INSEE code. */
  readonly communeCode: string;
  /** A listing whose own door does not count. */
  readonly except?: number;
}

/** The same in its parts, with the point that the directory knows it by. */
export interface FoundAddress {
  readonly number: string | null;
  readonly repetition: string | null;
  /** As the directory writes it, where it knows the street. */
  readonly street: string;
  /** Of that door, else of the one that is nearest by its number; null where no door of the street is known. */
  readonly position: { readonly longitude: number; readonly latitude: number } | null;
  /** Of that door; null where none is known. */
  readonly postalCode: string | null;
}

const STREETS = `
  SELECT DISTINCT street FROM listing
   WHERE commune = $1 AND street IS NOT NULL AND position_precision = 'address' AND visibility = 'public'`;

const NEAREST_DOOR = `
  SELECT longitude, latitude, postal_code AS "postalCode" FROM listing
   WHERE commune = $1 AND street = ANY ($2) AND position_precision = 'address' AND visibility = 'public' AND id <> $4
   ORDER BY abs(coalesce(substring(address_line FROM '^[0-9]{1,6}')::int, 0) - $3), address_line, id LIMIT 1`;

const NEIGHBOURS = `
  SELECT id, name, street, substring(address_line FROM '^[0-9]{1,6}') AS number, longitude, latitude FROM listing
   WHERE commune = $1 AND position_precision = 'address' AND visibility = 'public' AND id <> $2
     AND longitude BETWEEN $3 AND $4 AND latitude BETWEEN $5 AND $6
   ORDER BY (longitude - $7) * (longitude - $7) + (latitude - $8) * (latitude - $8), id LIMIT $9`;

const POSTCODES = `
  SELECT postal_code AS "postalCode" FROM listing
   WHERE commune = $1 AND postal_code IS NOT NULL AND visibility = 'public' AND state = 'open' AND id <> $2
   GROUP BY postal_code ORDER BY count(*) DESC, postal_code`;

const SOURCES_BESIDE_OWNER = `
  SELECT source, facts->'address' AS address, facts->'position' AS position, coalesce(facts->'relocated', 'false')::text = 'true' AS relocated
    FROM listing_source WHERE listing_id = $1 AND source <> 'merchant' ORDER BY source, source_id`;

interface KnownDoor {
  readonly longitude: number;
  readonly latitude: number;
  readonly postalCode: string | null;
}

interface PlaceOfSource {
  readonly source: FactSource;
  readonly address: SourceAddress;
  readonly position: SourcePosition | null;
  readonly relocated: boolean;
}

/** A business beside a point, by which people find their way. */
export interface Neighbour {
  readonly id: number;
  readonly name: string;
  readonly street: string | null;
  readonly number: string | null;
  readonly longitude: number;
  readonly latitude: number;
}

/** A commune of the territory, and the point that stands for it. */
export interface CommuneWithMiddle {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** Where the directory's sources have a business, whatever its owner says. */
export interface PlaceBesideOwner {
  readonly communeCode: string | null;
  readonly street: string | null;
  readonly point: { readonly longitude: number; readonly latitude: number } | null;
}

/** A street as the directory writes it, with its first letter as it was typed: the directory's stand alone, ours behind a number. */
const begunAs = (typed: string, known: string): string =>
  slugOf(typed.charAt(0)) === slugOf(known.charAt(0)) ? typed.charAt(0) + known.slice(1) : known;

/** Where an address lies, by the businesses of the directory that are in its street: nobody else is asked. */
@Injectable()
export class AddressFinder {
  /** Null where the commune is none of the territory. */
  async find(tx: TenantTx, { line, communeCode, except = 0 }: TypedAddress): Promise<FoundAddress | null> {
    const [commune] = await tx.manager.query<unknown[]>('SELECT 1 FROM commune WHERE code = $1', [
      communeCode,
    ]);
    if (commune === undefined) return null;
    const typed = typedStreet(line);
    const slug = slugOf(typed.street);
    const rows = await tx.manager.query<{ street: string }[]>(STREETS, [communeCode]);
    const known = rows.map(({ street }) => street).filter((street) => slugOf(street) === slug);
    if (known.length === 0) return { ...typed, position: null, postalCode: null };
    const number = Number(typed.number ?? 0);
    const [door] = await tx.manager.query<KnownDoor[]>(NEAREST_DOOR, [communeCode, known, number, except]);
    return {
      ...typed,
      street: begunAs(typed.street, known[0] ?? typed.street),
      position: door ? { longitude: door.longitude, latitude: door.latitude } : null,
      postalCode: door?.postalCode ?? null,
    };
  }

  /** The postcodes that businesses of a commune have, the most frequent first. @param except a listing whose own does not count */
  async postcodesOf(tx: TenantTx, communeCode: string, except: number): Promise<string[]> {
    const rows = await tx.manager.query<{ postalCode: string }[]>(POSTCODES, [communeCode, except]);
    return rows.map(({ postalCode }) => postalCode);
  }

  /** The point that stands for a commune; null for one that the territory does not have. */
  async middleOf(tx: TenantTx, communeCode: string): Promise<Degrees | null> {
    const [middle] = await tx.manager.query<Degrees[]>(
      'SELECT longitude, latitude FROM commune WHERE code = $1',
      [communeCode],
    );
    return middle ?? null;
  }

  /** Businesses around a point, the nearest first. @param degrees half the width of the square, to the east and to the north */
  async neighbours(
    tx: TenantTx,
    centre: { readonly longitude: number; readonly latitude: number; readonly communeCode: string },
    degrees: { readonly east: number; readonly north: number },
    { except, limit }: { readonly except: number; readonly limit: number },
  ): Promise<Neighbour[]> {
    const { longitude, latitude, communeCode } = centre;
    return tx.manager.query<Neighbour[]>(NEIGHBOURS, [
      communeCode,
      except,
      longitude - degrees.east,
      longitude + degrees.east,
      latitude - degrees.north,
      latitude + degrees.north,
      longitude,
      latitude,
      limit,
    ]);
  }

  /** Where a business is as the town and the directory's sources have it, each part from the most trusted that knows it. */
  async withoutOwner(tx: TenantTx, listingId: number): Promise<PlaceBesideOwner> {
    const rows = await tx.manager.query<PlaceOfSource[]>(SOURCES_BESIDE_OWNER, [listingId]);
    const byTrust = rows.toSorted(
      (one, other) =>
        Number(other.relocated) - Number(one.relocated) ||
        FACT_SOURCES.indexOf(one.source) - FACT_SOURCES.indexOf(other.source),
    );
    // Who moved it knows where it was no more.
    const sources = byTrust[0]?.relocated === true ? byTrust.slice(0, 1) : byTrust;
    const exact = sources.find(({ position }) => position?.precision === 'address')?.position;
    return {
      communeCode: sources.find(({ address }) => address.communeCode !== null)?.address.communeCode ?? null,
      street: sources.find(({ address }) => address.street !== null)?.address.street ?? null,
      point: exact ? { longitude: exact.longitude, latitude: exact.latitude } : null,
    };
  }

  /** The communes of the territory with their middles, by name. */
  async communesWithMiddles(tx: TenantTx): Promise<CommuneWithMiddle[]> {
    return tx.manager.query<CommuneWithMiddle[]>(
      'SELECT code, name, longitude, latitude FROM commune ORDER BY name',
    );
  }

  /** The communes of the territory, by name. */
  async communes(tx: TenantTx): Promise<{ readonly code: string; readonly name: string }[]> {
    return tx.manager.query<{ code: string; name: string }[]>('SELECT code, name FROM commune ORDER BY name');
  }
}
