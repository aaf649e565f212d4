import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import type { SearchPlace } from './search-page';

interface PlaceRow extends Omit<SearchPlace, 'centre'> {
  readonly longitude: number;
  readonly latitude: number;
}

/** The places that an address lies in. */
export interface PlacesOfAddress {
  /** Null where it has no listing. */
  readonly commune: SearchPlace | null;
  readonly street: SearchPlace | null;
}

/** A place by one of its names, with the key that its listings have: null for a district, which is a circle. */
export interface FoundPlace extends SearchPlace {
  readonly foldedName: string;
  readonly key: number | null;
}

const PLACE = `p.id, p.kind, p.name, p.slug, p.commune, c.name AS "communeName", p.longitude, p.latitude, p.radius, p.listings`;
const FROM = `FROM search_place p JOIN commune c ON c.code = p.commune`;

/** Of a place `p`, its commune and the key of its listings. */
export const PLACE_COLUMNS = `${PLACE}, p.folded_name AS "foldedName", k.id AS key`;
export const PLACE_JOINS = `JOIN commune c ON c.code = p.commune LEFT JOIN search_key k ON k.kind = p.kind
  AND k.value = CASE p.kind WHEN 'commune' THEN p.commune ELSE p.commune || '/' || p.slug END`;

/** With the key of its listings. */
export const PLACE_WITH_KEY = `SELECT ${PLACE_COLUMNS} FROM search_place p ${PLACE_JOINS}`;

export type FoundRow = PlaceRow & Pick<FoundPlace, 'foldedName' | 'key'>;

/** A place of a row. Pure. */
export const toPlace = <Row extends PlaceRow>({ longitude, latitude, ...row }: Row) => ({
  ...row,
  centre: { longitude, latitude },
});

const BY_SLUG = `SELECT ${PLACE} ${FROM} WHERE p.kind = $1 AND p.slug = $2 AND ($3::text IS NULL OR p.commune = $3)
  ORDER BY p.listings DESC, p.id LIMIT 1`;
const OF_ADDRESS = `(SELECT ${PLACE} ${FROM} WHERE p.kind = 'commune' AND p.commune = $1 AND p.listings > 0 LIMIT 1)
  UNION ALL (SELECT ${PLACE} ${FROM} WHERE p.kind = 'street' AND p.commune = $1 AND p.slug = $2 LIMIT 1)`;
const BY_ID = `${PLACE_WITH_KEY} WHERE p.id = $1`;
const BY_POSTAL_CODE = `SELECT requested.code, found.* FROM unnest($1::text[]) WITH ORDINALITY AS requested(code, at),
    LATERAL (${PLACE_WITH_KEY} WHERE p.kind = 'commune' AND EXISTS (
      SELECT FROM listing l WHERE l.postal_code = requested.code AND l.commune = p.commune
        AND l.visibility = 'public' AND l.state = 'open')) AS found
  ORDER BY requested.at, found.listings DESC LIMIT 1`;
const STREETS_LIKE = `${PLACE_WITH_KEY} WHERE p.kind = 'street' AND p.folded_name LIKE $1
  ORDER BY p.listings DESC, p.id LIMIT 20`;
const BY_KIND = `SELECT ${PLACE} ${FROM} WHERE p.kind = $1 ORDER BY p.folded_name, p.id`;

@Injectable()
export class PlaceRepository {
  /** By its address; the one with most listings where a street's name is in several communes and none is said. */
  async findBySlug(
    tx: TenantTx,
    kind: SearchPlace['kind'],
    slug: string,
    commune: string | null,
  ): Promise<SearchPlace | null> {
    const rows = await tx.manager.query<PlaceRow[]>(BY_SLUG, [kind, slug, commune]);
    return rows[0] ? toPlace(rows[0]) : null;
  }

  /** The commune of an address, where it has a listing, and its street. */
  async ofAddress(tx: TenantTx, commune: string, street: string | null): Promise<PlacesOfAddress> {
    const rows = await tx.manager.query<PlaceRow[]>(OF_ADDRESS, [commune, street]);
    const find = (kind: SearchPlace['kind']): SearchPlace | null => {
      const row = rows.find((each) => each.kind === kind);
      return row ? toPlace(row) : null;
    };
    return { commune: find('commune'), street: find('street') };
  }

  async findById(tx: TenantTx, id: number): Promise<FoundPlace | null> {
    const rows = await tx.manager.query<FoundRow[]>(BY_ID, [id]);
    return rows[0] ? toPlace(rows[0]) : null;
  }

  /** Streets by a pattern of their folded name. Reads all of them: for what nothing else answered. */
  async findStreetsLike(tx: TenantTx, pattern: string): Promise<FoundPlace[]> {
    const rows = await tx.manager.query<FoundRow[]>(STREETS_LIKE, [pattern]);
    return rows.map(toPlace);
  }

  /** The commune of a postal code (of the first that has listings), the one with most listings where it has several. */
  async findByPostalCode(
    tx: TenantTx,
    codes: readonly string[],
  ): Promise<{ readonly code: string; readonly place: FoundPlace } | null> {
    const rows = await tx.manager.query<(FoundRow & { readonly code: string })[]>(BY_POSTAL_CODE, [codes]);
    const [row] = rows;
    if (!row) return null;
    const { code, ...place } = row;
    return { code, place: toPlace(place) };
  }

  /** By name; a territory of thousands of communes has as many. */
  async list(tx: TenantTx, kind: SearchPlace['kind']): Promise<SearchPlace[]> {
    const rows = await tx.manager.query<PlaceRow[]>(BY_KIND, [kind]);
    return rows.map(toPlace);
  }

  /** The centre of the most populated commune: where a territory is looked at from. */
  async territoryCentre(tx: TenantTx): Promise<{ longitude: number; latitude: number } | null> {
    const rows = await tx.manager.query<{ longitude: number; latitude: number }[]>(
      'SELECT longitude, latitude FROM commune ORDER BY population DESC, code LIMIT 1',
    );
    return rows[0] ?? null;
  }
}
