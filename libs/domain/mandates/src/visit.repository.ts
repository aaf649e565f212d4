import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A business to look in on. */
export interface VisitStop {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** Id of a category. */
  readonly category: string | null;
  readonly addressLine: string | null;
  readonly street: string | null;
  readonly commune: string;
  readonly communeName: string;
  readonly phone: string | null;
  readonly longitude: number;
  readonly latitude: number;
  /** Nobody keeps it. */
  readonly isUnclaimed: boolean;
  /** When anything of it was last confirmed; null for never. */
  readonly confirmedAt: Date | null;
  readonly hasMandate: boolean;
}

/** A street with work to do. */
export interface VisitStreet {
  readonly street: string;
  readonly commune: string;
  readonly communeName: string;
  readonly stops: number;
}

/** Which visits are listed. */
export interface VisitFilter {
  /** INSEE code; every commune unless said. */
  readonly commune: string | null;
  /** As `listing.street` has it; every street unless said. */
  readonly street: string | null;
  /** Confirmed before this instant counts as stale. */
  readonly staleBefore: Date;
}

// Only what has a place of its own is walked to, not what is known by its commune alone. What was said or confirmed is looked up for
// what somebody keeps, and for the rows that are shown: a territory has hundreds of thousands that nobody does.
const DUE = `
  SELECT l.id, l.slug, l.name, l.category, l.address_line AS "addressLine", l.street, l.commune, c.name AS "communeName",
         l.phone, l.longitude, l.latitude, g.listing_id IS NULL AS "isUnclaimed",
         greatest((SELECT max(x.confirmed_at) FROM listing_confirmation x WHERE x.listing_id = l.id),
                  (SELECT p.updated_at FROM listing_profile p WHERE p.listing_id = l.id AND p.version > 0)) AS "confirmedAt",
         EXISTS (SELECT FROM mandate m WHERE m.listing_id = l.id AND m.state = 'active' AND m.expires_at > $4) AS "hasMandate"
    FROM listing l
    JOIN commune c ON c.code = l.commune
    LEFT JOIN account_grant g ON g.listing_id = l.id AND g.role = 'merchant-owner'
   WHERE l.visibility = 'public' AND l.state = 'open' AND l.position_precision = 'address'
     AND ($1::text IS NULL OR l.commune = $1) AND ($2::text IS NULL OR l.street = $2)
     AND NOT EXISTS (SELECT FROM town_service t WHERE t.listing_id = l.id)
     AND (g.listing_id IS NULL
       OR NOT (EXISTS (SELECT FROM listing_confirmation x WHERE x.listing_id = l.id AND x.confirmed_at >= $3)
               OR EXISTS (SELECT FROM listing_profile p WHERE p.listing_id = l.id AND p.version > 0 AND p.updated_at >= $3)))`;
const STOPS = `${DUE} ORDER BY l.id LIMIT $5`;
const STREETS = `
  SELECT street, commune, min("communeName") AS "communeName", count(*)::int AS stops
    FROM (${DUE}) due WHERE street IS NOT NULL
   GROUP BY street, commune ORDER BY stops DESC, street, commune LIMIT $5`;

@Injectable()
export class VisitRepository {
  async stops(tx: TenantTx, filter: VisitFilter, now: Date, limit: number): Promise<VisitStop[]> {
    const { commune, street, staleBefore } = filter;
    return tx.manager.query<VisitStop[]>(STOPS, [commune, street, staleBefore, now, limit]);
  }

  /** The streets with the most work first. */
  async streets(tx: TenantTx, filter: VisitFilter, now: Date, limit: number): Promise<VisitStreet[]> {
    const { commune, street, staleBefore } = filter;
    return tx.manager.query<VisitStreet[]>(STREETS, [commune, street, staleBefore, now, limit]);
  }
}
