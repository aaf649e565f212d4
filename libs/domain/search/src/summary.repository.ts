import { Injectable } from '@nestjs/common';
import type { ListingSummary } from '@halles/domain/listings';
import type { TenantTx } from '@halles/platform/tenancy';

interface SummaryRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly category: string | null;
  readonly line: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly commune: string;
  readonly communeName: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly precision: 'address' | 'commune' | null;
  readonly phone: string | null;
  readonly schedule: ListingSummary['schedule'];
  readonly features: number;
  readonly demonstration: boolean;
}

const toSummary = (row: SummaryRow): ListingSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  category: row.category,
  address: {
    line: row.line,
    street: row.street,
    complement: null,
    postalCode: row.postalCode,
    communeCode: row.commune,
    communeName: row.communeName,
  },
  position:
    row.longitude === null || row.latitude === null
      ? null
      : { longitude: row.longitude, latitude: row.latitude, precision: row.precision ?? 'commune' },
  phone: row.phone,
  schedule: row.schedule,
  features: row.features,
  demonstration: row.demonstration,
});

@Injectable()
export class SummaryRepository {
  /** The public listings among the ids, by id. */
  async findMany(tx: TenantTx, ids: readonly number[]): Promise<Map<number, ListingSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.manager.query<SummaryRow[]>(
      `SELECT l.id, l.slug, l.name, l.category, l.address_line AS line, l.street, l.postal_code AS "postalCode",
         l.commune, c.name AS "communeName", l.longitude, l.latitude, l.position_precision AS precision, l.phone,
         o.schedule, l.features, l.demonstration
       FROM listing l JOIN commune c ON c.code = l.commune LEFT JOIN opening o ON o.id = l.opening_id
       WHERE l.id = ANY($1) AND l.visibility = 'public'`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, toSummary(row)]));
  }
}
