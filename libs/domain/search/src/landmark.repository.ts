import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';

/** A place as its page's address names it. */
export interface PlaceOnSite {
  readonly kind: 'commune' | 'district' | 'street';
  readonly slug: string;
  readonly communeSlug: string;
}

const PLACES = `
  SELECT p.kind, p.slug, c.slug AS "communeSlug" FROM search_place p
  JOIN search_place c ON c.kind = 'commune' AND c.commune = p.commune
  WHERE p.id >= $1 AND p.id < $2 AND p.listings >= $3 ORDER BY p.id`;

/** What of the directory has pages of its own, listings aside. */
@Injectable()
export class LandmarkRepository {
  /** Leaves and branches that so many listings are of. */
  async categories(tx: TenantTx, least: number): Promise<string[]> {
    const rows = await tx.manager.query<{ value: string }[]>(
      `SELECT value FROM search_key WHERE kind IN ('branch', 'category') AND listings >= $1 ORDER BY kind, value`,
      [least],
    );
    return rows.map(({ value }) => value);
  }

  /** Places of a range of ids, `until` not included. */
  async places(tx: TenantTx, from: number, until: number, least: number): Promise<PlaceOnSite[]> {
    return tx.manager.query<PlaceOnSite[]>(PLACES, [from, until, least]);
  }

  /** No place has a greater id. */
  async lastPlaceId(tx: TenantTx): Promise<number> {
    const [row] = await tx.manager.query<{ id: number }[]>(
      'SELECT coalesce(max(id), 0) AS id FROM search_place',
    );
    return row?.id ?? 0;
  }
}
