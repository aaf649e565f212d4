import { foldName, foldText } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A business as an agent finds it, one that the public does not see included. */
export interface FoundListing {
  readonly id: number;
  /** Null where the register hides it, or none is known. */
  readonly name: string | null;
  readonly place: string | null;
}

const MOST = 30;
/** A shorter word counts where one begins with it: pieces of it are everywhere. */
const PIECE = 3;
/** More tell no business from another, and each costs. */
const MAX_WORDS = 6;
const FOUND = `SELECT l.id, l.name, nullif(concat_ws(', ', l.address_line, c.name), '') AS place
  FROM listing l LEFT JOIN commune c ON c.code = l.commune`;
/** Letters and marks of addresses, which are stored as they are written. */
const WRITTEN = "àâäáãçéèêëíîïìñóôöòõúùûüýÿ’‘'‑-.,;/()";
/** What `foldText` makes of each. */
const FOLDED = [...WRITTEN].map((mark) => foldText(mark) || ' ').join('');
const folded = (sql: string): string =>
  `translate(replace(replace(lower(${sql}), 'œ', 'oe'), 'æ', 'ae'), $3, $4)`;
/** Of a listing once, however many words are looked for in it: without OFFSET the planner folds it again for each of them. */
const ADDRESS = `CROSS JOIN LATERAL (
    SELECT ' ' || ${folded(`concat_ws(' ', l.address_line, c.name)`)} AS folded OFFSET 0) address`;
/** A word stands in the name, or else in the address. */
const HAS_ALL = `NOT EXISTS (SELECT FROM unnest($1::text[]) word
  WHERE (' ' || l.folded_name LIKE word) IS NOT TRUE AND address.folded NOT LIKE word)`;
const BY_WORDS = `${FOUND} ${ADDRESS} WHERE l.visibility <> 'merged' AND ${HAS_ALL}
  ORDER BY l.folded_name LIKE $5 DESC NULLS LAST, l.state DESC, length(l.folded_name), l.id LIMIT $2`;
const BY_SIRET = `${FOUND} WHERE l.visibility <> 'merged' AND l.siret = $1`;
const BY_ID = `${FOUND} WHERE l.visibility <> 'merged' AND l.id = $1`;

/** Finds listings by words of their name and address in any order, by their SIRET or their number. */
@Injectable()
export class ListingFinderRepository {
  async find(tx: TenantTx, text: string): Promise<FoundListing[]> {
    const digits = text.replaceAll(/\s/g, '');
    if (/^\d{14}$/.test(digits)) return tx.manager.query<FoundListing[]>(BY_SIRET, [digits]);
    if (/^\d{1,9}$/.test(digits)) return tx.manager.query<FoundListing[]>(BY_ID, [Number(digits)]);
    const words = foldText(text)
      .split(' ')
      .filter((word) => word !== '')
      .slice(0, MAX_WORDS);
    if (words.join('').length < 2) return [];
    return tx.manager.query<FoundListing[]>(BY_WORDS, [
      words.map((word) => (word.length < PIECE ? `% ${word}%` : `%${word}%`)),
      MOST,
      WRITTEN,
      FOLDED,
      `%${foldName(text)}%`,
    ]);
  }
}
