import type { PlanePoint } from '@halles/domain/geo';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

export interface SuggestedListing {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly street: string | null;
  readonly communeName: string;
  /** The name begins with what is typed. */
  readonly begins: boolean;
  /** Metres of the plane. */
  readonly away: number;
}

export interface SuggestedPlace {
  readonly id: number;
  readonly kind: 'commune' | 'district' | 'street';
  readonly name: string;
  readonly communeName: string;
}

export interface SuggestedRows {
  readonly listings: readonly SuggestedListing[];
  readonly places: readonly SuggestedPlace[];
}

export interface TypedBeginning {
  /** Everything typed, folded. */
  readonly whole: string;
  /** The words before the last one. */
  readonly words: readonly string[];
  /** The last word, still being typed; empty where it is too short to be looked up by itself. */
  readonly last: string;
  /** Beginnings that names of places may have. */
  readonly places: readonly string[];
  readonly origin: PlanePoint;
}

/** Behind every text that begins so, in the order of bytes. */
const beyond = (beginning: string): string => `${beginning}\u{10FFFF}`;

/** Names that begin so are read in the alphabet, and the nearest of these shown. */
const SUGGEST = `
  WITH words AS (
    SELECT id FROM search_key WHERE $3 <> '' AND kind = 'word' AND value ~>=~ $3 AND value ~<~ $4 AND listings > 0
    ORDER BY listings DESC, value LIMIT 4
  ), others AS (
    SELECT k.id FROM unnest($5::text[]) AS word JOIN search_key k ON k.kind = 'word' AND k.value = word
  ), found AS (
    (SELECT l.id, true AS begins FROM listing l
     WHERE l.folded_name ~>=~ $1 AND l.folded_name ~<~ $2 AND l.visibility = 'public' AND l.state = 'open'
     ORDER BY l.folded_name USING ~<~ LIMIT 24)
    UNION ALL
    (SELECT near.listing, false FROM words, LATERAL (
       SELECT e.listing FROM search_entry e WHERE e.key = words.id
         AND (SELECT count(*) FROM search_entry other JOIN others ON other.key = others.id
              WHERE other.listing = e.listing) = cardinality($5::text[])
       ORDER BY e.place <-> point($6, $7), e.listing LIMIT 6) near)
  ), once AS (SELECT id, bool_or(begins) AS begins FROM found GROUP BY id)
  SELECT
    (SELECT json_agg(s) FROM (
       SELECT l.id, l.slug, l.name, l.street, c.name AS "communeName", once.begins, l.place <-> point($6, $7) AS away
       FROM once JOIN listing l ON l.id = once.id JOIN commune c ON c.code = l.commune
       ORDER BY once.begins DESC, away, l.id LIMIT 8) s) AS listings,
    (SELECT json_agg(s) FROM (
       SELECT found.id, found.kind, found.name, found."communeName"
       FROM unnest($8::text[], $9::text[]) WITH ORDINALITY AS typed(beginning, beyond, rank), LATERAL (
         SELECT p.id, p.kind, p.name, c.name AS "communeName", p.listings FROM search_place p JOIN commune c ON c.code = p.commune
         WHERE p.folded_name ~>=~ beginning AND p.folded_name ~<~ beyond ORDER BY p.listings DESC, p.id LIMIT 4) found
       ORDER BY found.kind, rank, found.listings DESC, found.id LIMIT 8) s) AS places`;

@Injectable()
export class SuggestionRepository {
  /** Businesses and places whose names begin so, or hold words that do. */
  async find(tx: TenantTx, typed: TypedBeginning): Promise<SuggestedRows> {
    const { whole, last, words, origin, places } = typed;
    const rows = await tx.manager.query<{ readonly [K in keyof SuggestedRows]: SuggestedRows[K] | null }[]>(
      SUGGEST,
      [whole, beyond(whole), last, beyond(last), words, origin.x, origin.y, places, places.map(beyond)],
    );
    return { listings: rows[0]?.listings ?? [], places: rows[0]?.places ?? [] };
  }
}
