import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import type { SearchPlace } from './search-page';

interface PlaceRow extends Omit<SearchPlace, 'centre'> {
  readonly longitude: number;
  readonly latitude: number;
}

const PLACE = `p.id, p.kind, p.name, p.slug, p.commune, c.name AS "communeName", p.longitude, p.latitude, p.radius, p.listings`;
const FROM = `FROM search_place p JOIN commune c ON c.code = p.commune`;

const toPlace = ({ longitude, latitude, ...row }: PlaceRow): SearchPlace => ({
  ...row,
  centre: { longitude, latitude },
});

@Injectable()
export class PlaceRepository {
  /** By its address; the one with most listings where a street's name is in several communes and none is said. */
  async findBySlug(
    tx: TenantTx,
    kind: SearchPlace['kind'],
    slug: string,
    commune: string | null,
  ): Promise<SearchPlace | null> {
    const rows = await tx.manager.query<PlaceRow[]>(
      `SELECT ${PLACE} ${FROM} WHERE p.kind = $1 AND p.slug = $2 AND ($3::text IS NULL OR p.commune = $3)
       ORDER BY p.listings DESC, p.id LIMIT 1`,
      [kind, slug, commune],
    );
    return rows[0] ? toPlace(rows[0]) : null;
  }

  async findById(tx: TenantTx, id: number): Promise<SearchPlace | null> {
    const rows = await tx.manager.query<PlaceRow[]>(`SELECT ${PLACE} ${FROM} WHERE p.id = $1`, [id]);
    return rows[0] ? toPlace(rows[0]) : null;
  }

  /** The places whose folded name is one of these, most listings first. */
  async findByNames(
    tx: TenantTx,
    foldedNames: readonly string[],
  ): Promise<(SearchPlace & { foldedName: string })[]> {
    if (foldedNames.length === 0) return [];
    const rows = await tx.manager.query<(PlaceRow & { foldedName: string })[]>(
      `SELECT ${PLACE}, p.folded_name AS "foldedName" ${FROM} WHERE p.folded_name = ANY($1)
       ORDER BY p.listings DESC, p.id LIMIT 50`,
      [foldedNames],
    );
    return rows.map((row) => ({ ...toPlace(row), foldedName: row.foldedName }));
  }

  /** By name; a territory of thousands of communes has as many. */
  async list(tx: TenantTx, kind: SearchPlace['kind']): Promise<SearchPlace[]> {
    const rows = await tx.manager.query<PlaceRow[]>(
      `SELECT ${PLACE} ${FROM} WHERE p.kind = $1 ORDER BY p.folded_name, p.id`,
      [kind],
    );
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
