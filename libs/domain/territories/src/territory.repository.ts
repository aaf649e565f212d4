import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';

/** What is known of a territory's extent. */
export interface TerritoryFigures {
  readonly communes: number;
  /** Inhabitants of all communes together (municipal population, Insee). */
  readonly population: number;
}

@Injectable()
export class TerritoryRepository {
  async computeFigures(tx: TenantTx): Promise<TerritoryFigures> {
    const [figures] = await tx.manager.query<{ communes: number; population: number }[]>(
      'SELECT count(*)::int AS communes, coalesce(sum(population), 0)::int AS population FROM commune',
    );
    return figures ?? { communes: 0, population: 0 };
  }
}
