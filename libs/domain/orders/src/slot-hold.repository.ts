import type { BasketSize } from '@halles/domain/pickup-slots';
import type { Interval } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SlotChannel } from './fulfilment/fulfilment';

/** How long a place is held: long enough to read the summary and the terms, and short for whoever waits for the same slot. */
export const HOLD_MINUTES = 10;

/** A place in a slot that is held for a basket. */
export interface SlotHold {
  readonly slot: Interval;
  readonly items: number;
  readonly cents: number;
  readonly heldAt: Date;
  readonly expiresAt: Date;
}

/** How long a place stays held: until when, and the whole seconds left by the clock that set it. */
export interface HoldPeriod {
  readonly until: Date;
  readonly seconds: number;
}

/** What is held, and for which form. */
export interface HoldRequest extends SlotChannel {
  /** Key of the form: whoever fills it in again holds one place, not two. */
  readonly id: string;
  readonly listingId: number;
  readonly slot: Interval;
  readonly size: Pick<BasketSize, 'items' | 'cents'>;
}

interface HoldRow extends Omit<SlotHold, 'slot'> {
  readonly from: Date;
  readonly until: Date;
}

/** Places in slots that are held; `SlotCapacity` counts them. Under the lock of their day, as orders are. */
@Injectable()
export class SlotHoldRepository {
  /**
   * Holds a place; the one that the form held before is free again. Held again, it stays held as long as the first time: nobody keeps
   * a place by going back and forth.
   * @returns until when; null where another shop's form has this key
   */
  async hold(
    tx: TenantWriteTx,
    { id, listingId, fulfilment, pointId, slot, size }: HoldRequest,
    now: Date,
  ): Promise<Date | null> {
    const [row] = await tx.manager.query<{ expiresAt: Date }[]>(
      `INSERT INTO slot_hold (id, listing_id, fulfilment, collection_point_id, slot_from, slot_until, items, cents, held_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (id) DO UPDATE
          SET fulfilment = excluded.fulfilment, collection_point_id = excluded.collection_point_id,
              slot_from = excluded.slot_from, slot_until = excluded.slot_until, items = excluded.items, cents = excluded.cents,
              held_at = CASE WHEN slot_hold.slot_from = excluded.slot_from AND slot_hold.expires_at > excluded.held_at
                             THEN slot_hold.held_at ELSE excluded.held_at END,
              expires_at = CASE WHEN slot_hold.expires_at > excluded.held_at
                                THEN slot_hold.expires_at ELSE excluded.expires_at END
        WHERE slot_hold.listing_id = excluded.listing_id
       RETURNING expires_at AS "expiresAt"`,
      [
        ...[id, listingId, fulfilment, pointId, new Date(slot.from), new Date(slot.until)],
        ...[size.items, size.cents, now, new Date(now.getTime() + HOLD_MINUTES * MINUTE)],
      ],
    );
    await this.sweep(tx, listingId, now);
    return row?.expiresAt ?? null;
  }

  /**
   * Deletes what is over where the next hold is written: no task of its own is needed, since it counts for nothing. Rows that
   * another transaction has locked are left to the next: each has locked its own day alone, and must not wait for another one.
   */
  private async sweep(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query(
      `DELETE FROM slot_hold WHERE id IN (
         SELECT id FROM slot_hold WHERE listing_id = $1 AND expires_at <= $2 ORDER BY id FOR UPDATE SKIP LOCKED)`,
      [listingId, now],
    );
  }

  /** What a form holds at a shop; null where that is nothing, or over. */
  async find(tx: TenantTx, listingId: number, id: string, now: Date): Promise<SlotHold | null> {
    const [row] = await tx.manager.query<HoldRow[]>(
      `SELECT slot_from AS "from", slot_until AS "until", items, cents, held_at AS "heldAt", expires_at AS "expiresAt"
         FROM slot_hold WHERE id = $1 AND listing_id = $2 AND expires_at > $3`,
      [id, listingId, now],
    );
    if (!row) return null;
    const { from, until, ...hold } = row;
    return { slot: { from: from.getTime(), until: until.getTime() }, ...hold };
  }

  /** The order has its place now. */
  async release(tx: TenantWriteTx, listingId: number, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM slot_hold WHERE id = $1 AND listing_id = $2', [id, listingId]);
  }
}
