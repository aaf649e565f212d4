import { foldName } from '@halles/domain/text';
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
const FOUND = `SELECT l.id, l.name, nullif(concat_ws(', ', l.address_line, c.name), '') AS place
  FROM listing l LEFT JOIN commune c ON c.code = l.commune`;
const BY_NAME = `${FOUND} WHERE l.visibility <> 'merged' AND l.folded_name LIKE $1 ORDER BY l.state DESC, length(l.folded_name), l.id LIMIT $2`;
const BY_SIRET = `${FOUND} WHERE l.visibility <> 'merged' AND l.siret = $1`;
const BY_ID = `${FOUND} WHERE l.visibility <> 'merged' AND l.id = $1`;

/** Finds listings by a word of their name, their SIRET or their number. */
@Injectable()
export class ListingFinderRepository {
  async find(tx: TenantTx, text: string): Promise<FoundListing[]> {
    const digits = text.replaceAll(/\s/g, '');
    if (/^\d{14}$/.test(digits)) return tx.manager.query<FoundListing[]>(BY_SIRET, [digits]);
    if (/^\d{1,9}$/.test(digits)) return tx.manager.query<FoundListing[]>(BY_ID, [Number(digits)]);
    const folded = foldName(text).replaceAll(/[\\%_]/g, String.raw`\$&`);
    if (folded.length < 2) return [];
    return tx.manager.query<FoundListing[]>(BY_NAME, [`%${folded}%`, MOST]);
  }
}
