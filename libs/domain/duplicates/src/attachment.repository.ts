import type { UnitedListings } from '@halles/domain/claims';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type MovedRows, type MovedTable, movedTables } from './attached';

/** @param rest what else is set, and which rows go */
const over = (table: MovedTable, rest: string): string =>
  `UPDATE ${table} SET listing_id = $2${rest} RETURNING id`;
const back = (table: MovedTable): string =>
  `UPDATE ${table} SET listing_id = $1 WHERE listing_id = $2 AND id = ANY ($3::uuid[])`;

/** Of two that may be there once only, that of the listing that stays is there, and the other comes back with its own. */
const OVER: Readonly<Record<MovedTable, string>> = {
  // Beside those that the shop blocked itself.
  blocked_customer: over('blocked_customer', ' WHERE listing_id = $1'),
  correction: over('correction', ' WHERE listing_id = $1'),
  correction_link: over('correction_link', ' WHERE listing_id = $1'),
  listing_report: over('listing_report', ' WHERE listing_id = $1'),
  // Who keeps a page gave none of those that others gave: they are not in force on it, nor come into force.
  mandate: over(
    'mandate',
    ` WHERE listing_id = $1
        AND (state = 'ended' OR NOT EXISTS (SELECT FROM account_grant WHERE listing_id = $2 AND role = 'merchant-owner'))
        AND (state <> 'active' OR NOT EXISTS (SELECT FROM mandate WHERE listing_id = $2 AND state = 'active'))`,
  ),
  // Behind those that are there; what shows a product stays with it, and what stands beside a post goes over with it.
  photo: over(
    'photo',
    `, rank = rank + (SELECT coalesce(max(rank), -1) + 1 FROM photo WHERE listing_id = $2)
      WHERE listing_id = $1 AND kind <> 'product' AND NOT (kind = 'logo' AND removed_at IS NULL
        AND EXISTS (SELECT FROM photo WHERE listing_id = $2 AND kind = 'logo' AND removed_at IS NULL))`,
  ),
  // Without a seat: the shop's own are counted, and those that came with another page are read beside them.
  post: over('post', ', seat = NULL WHERE listing_id = $1'),
};

const BACK: Readonly<Record<MovedTable, string>> = {
  blocked_customer: back('blocked_customer'),
  correction: back('correction'),
  correction_link: back('correction_link'),
  listing_report: back('listing_report'),
  mandate: back('mandate'),
  photo: back('photo'),
  post: back('post'),
};

/** A photo stands where its post does: one that was sent while the two were one is not among the rows that went over. */
const BACK_WITH_POSTS = `
  UPDATE photo SET listing_id = p.listing_id FROM post p
   WHERE p.id = photo.post_id AND photo.listing_id = $2 AND p.listing_id = $1`;

/** A mandate that is over makes room for one that is in force. */
const MAKE_ROOM = `
  UPDATE mandate SET state = 'ended', ended_by = 'renewal', ended_at = $3
   WHERE listing_id = $2 AND state = 'active' AND expires_at <= $3
     AND EXISTS (SELECT FROM mandate WHERE listing_id = $1 AND state = 'active' AND expires_at > $3)`;

/** What was confirmed on the one holds for the other where nobody keeps that: else its owner's word is the one. */
const CONFIRM = `
  INSERT INTO listing_confirmation (listing_id, fact, confirmed_at, confirmed_by, account_id)
  SELECT $2, fact, confirmed_at, confirmed_by, account_id FROM listing_confirmation
   WHERE listing_id = $1
     AND NOT EXISTS (SELECT FROM account_grant WHERE listing_id = $2 AND role = 'merchant-owner')
  ON CONFLICT (listing_id, fact) DO NOTHING`;
const UNCONFIRM = `
  DELETE FROM listing_confirmation c USING listing_confirmation own
   WHERE c.listing_id = $2 AND own.listing_id = $1 AND own.fact = c.fact
     AND own.confirmed_at = c.confirmed_at AND own.confirmed_by = c.confirmed_by`;

/** What people attached to listings, as it goes from one to another and back. */
@Injectable()
export class AttachmentRepository {
  /** @returns which rows went over */
  async move(tx: TenantWriteTx, { from, to }: UnitedListings, now: Date): Promise<MovedRows> {
    await tx.manager.query(MAKE_ROOM, [from, to, now]);
    await tx.manager.query(CONFIRM, [from, to]);
    const moved: Partial<Record<MovedTable, string[]>> = {};
    for (const table of movedTables) {
      const [rows] = await tx.manager.query<[{ id: string }[], number]>(OVER[table], [from, to]);
      moved[table] = rows.map(({ id }) => id);
    }
    return moved as MovedRows;
  }

  /** Those of the rows that are still there go back, and with each post the photos that were sent for it meanwhile. */
  async giveBack(tx: TenantWriteTx, { from, to }: UnitedListings, moved: MovedRows): Promise<void> {
    await tx.manager.query(UNCONFIRM, [from, to]);
    for (const table of movedTables) await tx.manager.query(BACK[table], [from, to, moved[table]]);
    await tx.manager.query(BACK_WITH_POSTS, [from, to]);
  }
}
