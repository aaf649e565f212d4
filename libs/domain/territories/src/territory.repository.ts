import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';

/** What is known of a territory's extent. */
export interface TerritoryFigures {
  readonly communes: number;
  /** Inhabitants of all communes together (municipal population, Insee). */
  readonly population: number;
}

/** A commune's code begins with its department's, or with three figures beyond the sea. */
const DEPARTMENTS = `SELECT DISTINCT left(code, CASE WHEN code ~ '^9[78]' THEN 3 ELSE 2 END) AS department
  FROM commune ORDER BY department`;

@Injectable()
export class TerritoryRepository {
  /** INSEE codes of the departments that its communes lie in. */
  async departments(tx: TenantTx): Promise<string[]> {
    const rows = await tx.manager.query<{ department: string }[]>(DEPARTMENTS);
    return rows.map(({ department }) => department);
  }

  async computeFigures(tx: TenantTx): Promise<TerritoryFigures> {
    const [figures] = await tx.manager.query<{ communes: number; population: number }[]>(
      'SELECT count(*)::int AS communes, coalesce(sum(population), 0)::int AS population FROM commune',
    );
    return figures ?? { communes: 0, population: 0 };
  }
}
