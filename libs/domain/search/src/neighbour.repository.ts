import { type Degrees, toPlane } from '@halles/domain/geo';
import { Statement } from '@halles/platform/database';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type FoundRow, PLACE_WITH_KEY, toPlace } from './place.repository';
import type { SearchPlace } from './search-page';

const LARGEST = `${PLACE_WITH_KEY} WHERE p.kind = $1 AND p.listings > 0 AND ($2::text IS NULL OR p.commune = $2)
  ORDER BY p.listings DESC, p.folded_name, p.id LIMIT $3`;

@Injectable()
export class NeighbourRepository {
  /** Places of a kind that have a listing, the nearest first; in one commune only where it is given. */
  async nearest(
    tx: TenantTx,
    kind: SearchPlace['kind'],
    point: Degrees,
    limit: number,
    commune: string | null,
  ): Promise<SearchPlace[]> {
    const statement = new Statement();
    const inCommune = commune === null ? '' : `AND p.commune = ${statement.param(commune, 'text')}`;
    const text = `${PLACE_WITH_KEY} WHERE p.kind = ${statement.param(kind, 'text')} AND p.listings > 0 ${inCommune}
      ORDER BY p.place <-> ${statement.point(toPlane(point))} LIMIT ${statement.param(limit, 'int')}`;
    const rows = await tx.manager.query<FoundRow[]>(text, statement.values);
    return rows.map(toPlace);
  }

  /** Places of a kind with most listings first; in one commune only where it is given. */
  async largest(
    tx: TenantTx,
    kind: SearchPlace['kind'],
    limit: number,
    commune: string | null,
  ): Promise<SearchPlace[]> {
    const rows = await tx.manager.query<FoundRow[]>(LARGEST, [kind, commune, limit]);
    return rows.map(toPlace);
  }
}
