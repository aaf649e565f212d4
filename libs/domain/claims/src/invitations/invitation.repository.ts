import { ListingNotFound } from '@halles/domain/listings';
import { rethrowConstraint } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/**
 * Of some listings those that may be written to: the public sees them, they are no service of the town, nobody keeps them or asks to, none wants no letter
 * and none was written to since, by a number that was merged into theirs neither. What the register masks is not `public`,
 * and an owner who shows it keeps it.
 */
const INVITE = `
  INSERT INTO invitation_letter AS known (listing_id, printed_at)
  SELECT l.id, $2 FROM listing l
   WHERE l.id = ANY ($1) AND l.visibility = 'public' AND l.state = 'open'
     AND NOT EXISTS (SELECT FROM account_grant g WHERE g.listing_id = l.id AND g.role = 'merchant-owner')
     AND NOT EXISTS (SELECT FROM town_service t WHERE t.listing_id = l.id)
     AND NOT EXISTS (SELECT FROM claim c WHERE c.listing_id = l.id AND c.state IN ('open', 'review', 'disputed'))
     AND NOT EXISTS (SELECT FROM letter_objection o JOIN listing m ON m.id = o.listing_id
                      WHERE l.id IN (m.id, m.merged_into))
     AND NOT EXISTS (SELECT FROM invitation_letter m JOIN listing gone ON gone.id = m.listing_id
                      WHERE gone.merged_into = l.id AND m.printed_at > $3)
   ORDER BY l.id
  ON CONFLICT (listing_id) DO UPDATE SET printed_at = excluded.printed_at WHERE known.printed_at <= $3
  RETURNING listing_id AS "listingId"`;

/** When businesses were last written to. */
@Injectable()
export class InvitationRepository {
  /**
   * Notes that listings are written to now; of two at once, one has each listing.
   * @param unlessSince who was written to after it is left out
   * @returns the ids of those that may be
   */
  async take(tx: TenantWriteTx, ids: readonly number[], now: Date, unlessSince: Date): Promise<number[]> {
    const rows = await tx.manager.query<{ listingId: number }[]>(INVITE, [ids, now, unlessSince]);
    return rows.map(({ listingId }) => listingId);
  }

  /** Notes that a business wants no letter; the day on which it said so first stays. @returns whether it is new */
  async object(tx: TenantWriteTx, listingId: number, now: Date): Promise<boolean> {
    try {
      const rows = await tx.manager.query<unknown[]>(
        `INSERT INTO letter_objection (listing_id, noted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1`,
        [listingId, now],
      );
      return rows.length > 0;
    } catch (error) {
      return rethrowConstraint(error, { letter_objection_listing: () => new ListingNotFound({}) });
    }
  }

  /** Takes that back, and what a duplicate that was merged into it said. @returns whether it was noted */
  async withdrawObjection(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM letter_objection WHERE listing_id IN (SELECT id FROM listing WHERE id = $1 OR merged_into = $1)',
      [listingId],
    );
    return count > 0;
  }

  /** Since when a business wants no letter, by whichever of its numbers; null where it never said so. */
  async objectedAt(tx: TenantTx, listingId: number): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date | null }[]>(
      `SELECT min(noted_at) AS at FROM letter_objection
        WHERE listing_id IN (SELECT id FROM listing WHERE id = $1 OR merged_into = $1)`,
      [listingId],
    );
    return row?.at ?? null;
  }

  /** Forgets that listings were written to: no letter came of it. */
  async giveBack(tx: TenantWriteTx, ids: readonly number[]): Promise<void> {
    await tx.manager.query('DELETE FROM invitation_letter WHERE listing_id = ANY ($1)', [ids]);
  }

  /** Removes what is older. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM invitation_letter WHERE printed_at < $1',
      [instant],
    );
    return count;
  }
}
