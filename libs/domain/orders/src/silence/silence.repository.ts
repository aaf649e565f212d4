import { isTaking, MAY_SELL } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Silence } from './silence';

/** A shop whose last orders ended without an answer, as the town sees it. */
export interface SilentShop extends Silence {
  readonly listing: { readonly id: number; readonly name: string | null };
  /** E.164. */
  readonly phone: string | null;
  readonly lastMissedAt: Date;
  /** Until when it takes no orders; null: it takes some. */
  readonly pausedUntil: Date | null;
  /** Whether the platform paused it, rather than the shop itself. */
  readonly isPausedByPlatform: boolean;
}

/** What a shop was paused for counts however long ago: the pause itself may be as long. */
const IS_OVER = 's.paused_at IS NULL AND s.last_missed_at < $3';
const MISS = `
  INSERT INTO order_silence AS s (listing_id, missed, last_missed_at) VALUES ($1, 1, $2)
  ON CONFLICT (listing_id) DO UPDATE
     SET missed = CASE WHEN ${IS_OVER} THEN 1 ELSE least(s.missed + 1, 1000) END,
         asked_at = CASE WHEN ${IS_OVER} THEN NULL ELSE s.asked_at END,
         last_missed_at = excluded.last_missed_at
  RETURNING missed, asked_at AS "askedAt"`;

const LIST = `
  SELECT json_build_object('id', l.id, 'name', l.name) AS listing, coalesce(o.phone, l.phone) AS phone, s.missed,
         s.last_missed_at AS "lastMissedAt", s.asked_at AS "askedAt",
         CASE WHEN o.paused_until > $1 THEN o.paused_until END AS "pausedUntil", s.paused_at IS NOT NULL AS "isPausedByPlatform"
    FROM order_silence s JOIN listing l ON l.id = s.listing_id JOIN ordering_settings o ON o.listing_id = s.listing_id
   WHERE o.is_open ORDER BY s.missed DESC, s.last_missed_at DESC, l.id LIMIT $2`;

const ASKED = `
  SELECT q.listing_id AS "listingId", q.missed, q.asked_at AS since
    FROM order_silence q JOIN ordering_settings s ON s.listing_id = q.listing_id
   WHERE q.listing_id = ANY($1) AND q.asked_at IS NOT NULL AND ${isTaking('$2')} AND ${MAY_SELL} ORDER BY q.listing_id`;

/** A shop that is asked whether it takes a pause. */
export interface SilencePrompt {
  readonly listingId: number;
  readonly missed: number;
  readonly since: Date;
}

/** Shops that do not answer their orders. */
@Injectable()
export class SilenceRepository {
  /** Counts an order that ended without an answer. @param since what was missed before is no row with it */
  async miss(tx: TenantWriteTx, listingId: number, now: Date, since: Date): Promise<Silence> {
    const [row] = await tx.manager.query<Silence[]>(MISS, [listingId, now, since]);
    if (!row) throw new Error('an upsert returns its row');
    return row;
  }

  async setPrompted(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query('UPDATE order_silence SET asked_at = $2 WHERE listing_id = $1', [listingId, now]);
  }

  async setPaused(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query('UPDATE order_silence SET paused_at = $2 WHERE listing_id = $1', [listingId, now]);
  }

  /** Null where it answers. */
  async find(
    tx: TenantTx,
    listingId: number,
  ): Promise<(Silence & { readonly isPausedByPlatform: boolean }) | null> {
    const [row] = await tx.manager.query<(Silence & { isPausedByPlatform: boolean })[]>(
      `SELECT missed, asked_at AS "askedAt", paused_at IS NOT NULL AS "isPausedByPlatform" FROM order_silence WHERE listing_id = $1`,
      [listingId],
    );
    return row ?? null;
  }

  /** The shop is there: what it missed counts no more. */
  async forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    await tx.manager.query('DELETE FROM order_silence WHERE listing_id = $1', [listingId]);
  }

  /** Those of some shops that are asked, with how many they missed: none that is paused, or takes no orders. */
  asked(tx: TenantTx, listings: readonly number[], now: Date): Promise<SilencePrompt[]> {
    return tx.manager.query<SilencePrompt[]>(ASKED, [listings, now]);
  }

  /** The worst at the head. */
  list(tx: TenantTx, now: Date, limit: number): Promise<SilentShop[]> {
    return tx.manager.query<SilentShop[]>(LIST, [now, limit]);
  }
}
