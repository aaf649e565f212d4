import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import { foldName } from '@halles/domain/text';
import type { ListingSummary } from './listing';
import { LISTING_SUMMARY, type ListingSummaryRow, toListingSummary } from './listing.repository';

/** A business that is closed for good: its page stays, and no list has it. */
export interface ClosedListing {
  readonly listing: ListingSummary;
  /** ISO date; null when it is not known since when. */
  readonly closedOn: string | null;
}

/** What somebody knows of a business that is theirs. */
export type KnownOf =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'siret'; readonly siret: string }
  | { /** E.164. */ readonly by: 'phone'; readonly phone: string };

const MOST = 3;

const CLOSED = `WITH closed AS MATERIALIZED (
    SELECT id, closed_on FROM listing
     WHERE folded_name = $1 AND state = 'closed' AND visibility = 'public'
     ORDER BY closed_on DESC NULLS LAST, id DESC LIMIT $2)
  SELECT found.*, (SELECT closed_on::text FROM closed WHERE closed.id = found.id) AS "closedOn"
    FROM (${LISTING_SUMMARY} AND l.id IN (SELECT id FROM closed)) found
   ORDER BY "closedOn" DESC NULLS LAST, id DESC`;

/** The town's word, and not that of a register: nobody else is to be written to. */
const HIDDEN_BY_TOWN = `EXISTS (SELECT FROM listing_source s
  WHERE s.listing_id = l.id AND s.source = 'agent' AND s.facts->>'hidden' = 'true')`;
const hiddenBy = (column: 'folded_name' | 'siret' | 'phone'): string =>
  `SELECT FROM listing l WHERE l.visibility = 'not-public' AND l.${column} = $1 AND ${HIDDEN_BY_TOWN} LIMIT 1`;
const HIDDEN = { name: hiddenBy('folded_name'), siret: hiddenBy('siret'), phone: hiddenBy('phone') };

const valueOf = (known: KnownOf): string =>
  known.by === 'name' ? foldName(known.name) : known.by === 'siret' ? known.siret : known.phone;

/** Finds what is in no list, by what is known of it exactly. */
@Injectable()
export class UnlistedRepository {
  /** Those that are closed for good and have this very name, the last one first. */
  async closedNamed(tx: TenantTx, name: string): Promise<ClosedListing[]> {
    const folded = foldName(name);
    if (folded === '') return [];
    const rows = await tx.manager.query<(ListingSummaryRow & { readonly closedOn: string | null })[]>(
      CLOSED,
      [folded, MOST],
    );
    return rows.map((row) => ({ listing: toListingSummary(row), closedOn: row.closedOn }));
  }

  /** Whether the town hides a business that is known by this. */
  async isHidden(tx: TenantTx, known: KnownOf): Promise<boolean> {
    const value = valueOf(known);
    if (value === '') return false;
    const rows = await tx.manager.query<object[]>(HIDDEN[known.by], [value]);
    return rows.length > 0;
  }
}
