import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import { type FoundPlace, type FoundRow, PLACE_COLUMNS, PLACE_JOINS, toPlace } from './place.repository';
import type { KeyReference, SearchKey } from './search-key';
import { soundsLike, type Spelling, spellingsOf } from './understanding/spelling';

/** What is looked up in the tables for one text. */
export interface LookupRequest {
  readonly keys: readonly KeyReference[];
  /** Folded names that places may have. */
  readonly placeNames: readonly string[];
  /** Folded names that a business may have. */
  readonly listingNames: readonly string[];
}

export interface LookupAnswer {
  readonly keys: readonly SearchKey[];
  readonly places: readonly FoundPlace[];
  /** Those of the names that a business has. */
  readonly named: readonly string[];
}

interface LookupRow {
  readonly keys: readonly SearchKey[] | null;
  readonly places: readonly FoundRow[] | null;
  readonly named: readonly string[];
}

interface SpellingRow extends Spelling {
  readonly typed: string;
}

/** More places of one name than this, and the text says too little. */
const MAX_PLACES = 60;
const MAX_SPELLINGS = 400;

// Lists come as JSON: how many an array holds would have the planner plan anew for each text, which takes four times as long
// as the look-up. Each name is looked up by an index, however many the planner takes them for.
const LOOK_UP = `SELECT
     (SELECT json_agg(json_build_object('id', k.id, 'kind', k.kind, 'value', k.value, 'listings', k.listings))
      FROM json_to_recordset($1::json) AS requested(kind text, value text), LATERAL (
        SELECT * FROM search_key own WHERE own.kind = requested.kind AND own.value = requested.value OFFSET 0) k) AS keys,
     (SELECT json_agg(found) FROM (
        SELECT ${PLACE_COLUMNS}
        FROM json_array_elements_text($2::json) AS requested(name), LATERAL (
            SELECT * FROM search_place own WHERE own.folded_name = requested.name OFFSET 0) p
          ${PLACE_JOINS}
        ORDER BY p.listings DESC, p.id LIMIT $4) found) AS places,
     ARRAY(SELECT typed FROM json_array_elements_text($3::json) AS requested(typed) WHERE EXISTS (
        SELECT FROM listing l WHERE l.folded_name = requested.typed AND l.visibility = 'public' AND l.state = 'open'
        OFFSET 0)) AS named`;

/** What the words of a text are in this territory, in one statement each. */
@Injectable()
export class LookupRepository {
  async lookUp(tx: TenantTx, request: LookupRequest): Promise<LookupAnswer> {
    const rows = await tx.manager.query<LookupRow[]>(LOOK_UP, [
      JSON.stringify(request.keys.map(({ kind, value }) => ({ kind, value }))),
      JSON.stringify([...new Set(request.placeNames)]),
      JSON.stringify(request.listingNames),
      MAX_PLACES,
    ]);
    const [row] = rows;
    return { keys: row?.keys ?? [], places: (row?.places ?? []).map(toPlace), named: row?.named ?? [] };
  }

  /** The words that have a spelling in common with typed ones, or sound like them, by what was typed. */
  async spellings(tx: TenantTx, typed: readonly string[]): Promise<Map<string, Spelling[]>> {
    const deletions = typed.flatMap((word) => spellingsOf(word).map((other) => [word, other] as const));
    const sounds = typed.flatMap((word) => soundsLike(word).map((other) => [word, other] as const));
    if (deletions.length === 0) return new Map();
    const rows = await tx.manager.query<SpellingRow[]>(
      `SELECT requested.typed, k.value AS word, k.listings
       FROM unnest($1::text[], $2::text[]) AS requested(typed, deletion)
         JOIN search_delete d ON d.deleted = requested.deletion JOIN search_key k ON k.id = d.key
       UNION SELECT requested.typed, k.value, k.listings
       FROM unnest($3::text[], $4::text[]) AS requested(typed, sound)
         JOIN search_key k ON k.kind = 'word' AND k.value = requested.sound
       ORDER BY 3 DESC LIMIT $5`,
      [
        deletions.map(([word]) => word),
        deletions.map(([, other]) => other),
        sounds.map(([word]) => word),
        sounds.map(([, other]) => other),
        MAX_SPELLINGS,
      ],
    );
    const found = new Map<string, Spelling[]>();
    for (const { typed: typedWord, word, listings } of rows) {
      const known = found.get(typedWord);
      if (known) known.push({ word, listings });
      else found.set(typedWord, [{ word, listings }]);
    }
    return found;
  }

  /** The word with most listings that begins so, or null. */
  async wordBeginning(tx: TenantTx, beginning: string): Promise<string | null> {
    const rows = await tx.manager.query<{ value: string }[]>(
      `SELECT value FROM search_key WHERE kind = 'word' AND value LIKE $1 AND listings > 0
       ORDER BY listings DESC, value LIMIT 1`,
      [`${beginning.replace(/[\\%_]/g, String.raw`\$&`)}%`],
    );
    return rows[0]?.value ?? null;
  }
}
