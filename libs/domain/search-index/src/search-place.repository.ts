import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { EARTH_RADIUS } from '@halles/domain/geo';
import { Injectable } from '@nestjs/common';

/** A row of `search_place` of a kind, its count aside. */
export interface WrittenPlace {
  readonly commune: string;
  readonly slug: string;
  readonly name: string;
  readonly folded_name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly place: string;
  readonly radius: number;
}

interface CommuneRow {
  readonly code: string;
  readonly name: string;
  readonly population: number;
  readonly longitude: number;
  readonly latitude: number;
}

const WRITE = `
  ON CONFLICT (kind, commune, slug) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,
    longitude = excluded.longitude, latitude = excluded.latitude, place = excluded.place, radius = excluded.radius,
    listings = excluded.listings
  WHERE (p.name, p.longitude, p.latitude, p.radius) IS DISTINCT FROM
    (excluded.name, excluded.longitude, excluded.latitude, excluded.radius)`;

/** A street reaches twice the spread of its businesses, within these metres. */
const SHORTEST_STREET = 80;
const LONGEST_STREET = 3_000;

const REPLACE = `
  INSERT INTO search_place AS p (kind, commune, slug, name, folded_name, longitude, latitude, place, radius)
  SELECT $1, commune, slug, name, folded_name, longitude, latitude, place::point, radius
  FROM jsonb_to_recordset($2::jsonb) AS r(commune text, slug text, name text, folded_name text,
    longitude float8, latitude float8, place text, radius int) ${WRITE}`;

const UPDATE_STREETS = `
  WITH counted AS (
    SELECT k.value, mode() WITHIN GROUP (ORDER BY l.street) AS name, count(*)::int AS listings,
      avg(e.place[0]) AS x, avg(e.place[1]) AS y,
      sqrt(var_pop(e.place[0]) + var_pop(e.place[1])) * cos(radians(avg(l.latitude))) AS spread
    FROM search_key k JOIN search_entry e ON e.key = k.id JOIN listing l ON l.id = e.listing
    WHERE k.kind = 'street' AND ($1::int[] IS NULL OR k.id = ANY($1)) GROUP BY k.value
  )
  INSERT INTO search_place AS p
    (kind, commune, slug, name, folded_name, longitude, latitude, place, radius, listings)
  SELECT 'street', split_part(value, '/', 1), split_part(value, '/', 2), name,
    replace(split_part(value, '/', 2), '-', ' '), degrees(x / $2), degrees(2 * atan(exp(y / $2)) - pi() / 2),
    point(x, y), least($4, greatest($3, 2 * spread))::int, listings
  FROM counted ${WRITE}
    OR p.listings <> excluded.listings`;

const DELETE_EMPTY_STREETS = `
  DELETE FROM search_place p WHERE kind = 'street' AND NOT EXISTS (
    SELECT FROM search_key k WHERE k.kind = 'street' AND k.value = p.commune || '/' || p.slug AND k.listings > 0)`;

const DELETE_THESE_IF_EMPTY = `
  DELETE FROM search_place WHERE kind = 'street' AND (commune, slug) IN (
    SELECT split_part(value, '/', 1), split_part(value, '/', 2) FROM search_key WHERE id = ANY($1) AND listings = 0)`;

/** Statements of `SearchPlaces`. */
@Injectable()
export class SearchPlaceRepository {
  /** The most populated first. */
  async communes(tx: TenantTx): Promise<CommuneRow[]> {
    return tx.manager.query<CommuneRow[]>(
      'SELECT code, name, population, longitude, latitude FROM commune ORDER BY population DESC, code',
    );
  }

  async hasEveryCommune(tx: TenantTx): Promise<boolean> {
    const [row] = await tx.manager.query<{ known: boolean }[]>(
      `SELECT NOT EXISTS (SELECT FROM commune c WHERE NOT EXISTS
         (SELECT FROM search_place p WHERE p.kind = 'commune' AND p.commune = c.code)) AS known`,
    );
    return row?.known === true;
  }

  /** These places of a kind instead of those that were there; the same ones keep their ids and counts. */
  async replace(
    tx: TenantWriteTx,
    kind: 'commune' | 'district',
    places: readonly WrittenPlace[],
  ): Promise<void> {
    await tx.manager.query(
      `DELETE FROM search_place WHERE kind = $1
         AND (commune, slug) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      [kind, places.map(({ commune }) => commune), places.map(({ slug }) => slug)],
    );
    await tx.manager.query(REPLACE, [kind, JSON.stringify(places)]);
  }

  /** Streets by the listings that are in them: these (ids of their keys), or all. One without listings is gone. */
  async updateStreets(tx: TenantWriteTx, keys: readonly number[] | null): Promise<void> {
    await tx.manager.query(UPDATE_STREETS, [keys, EARTH_RADIUS, SHORTEST_STREET, LONGEST_STREET]);
    await tx.manager.query(
      keys === null ? DELETE_EMPTY_STREETS : DELETE_THESE_IF_EMPTY,
      keys === null ? [] : [keys],
    );
  }

  async countCommunes(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      `UPDATE search_place p SET listings = k.listings FROM search_key k
       WHERE p.kind = 'commune' AND k.kind = 'commune' AND k.value = p.commune AND p.listings <> k.listings`,
    );
  }

  async countDistricts(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      `UPDATE search_place p SET listings = counted.listings
       FROM (SELECT d.id, (SELECT count(*)::int FROM search_key k JOIN search_entry e ON e.key = k.id
           WHERE k.kind = 'all' AND e.place <@ circle(d.place, d.radius / cos(radians(d.latitude)))) AS listings
         FROM search_place d WHERE d.kind = 'district') counted
       WHERE counted.id = p.id AND p.listings <> counted.listings`,
    );
  }
}
