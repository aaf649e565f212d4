import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { TerritoryCommune } from '../readers/territory';

/** The perimeter, as the readers need it. */
@Injectable()
export class CommuneRepository {
  /** By INSEE code. */
  async list(tx: TenantTx): Promise<Map<string, TerritoryCommune>> {
    const rows = await tx.manager.query<(TerritoryCommune & { readonly code: string })[]>(
      'SELECT code, name, longitude, latitude FROM commune ORDER BY code',
    );
    return new Map(rows.map(({ code, ...commune }) => [code, commune]));
  }
}
