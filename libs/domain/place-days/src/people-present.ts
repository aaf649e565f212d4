import type { Interval } from '@halles/domain/hours';
import { Clock, DAY } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AT_THE_DOOR, type PeopleNow, PEOPLE_NOW } from './people-now';
import { stepFunctionOf, type StepFunction } from './step-function';

interface PresentRow {
  readonly from: Date;
  readonly until: Date;
  readonly people: number;
}

/**
 * Who comes for an appointment or has a time held, with all that come along; who collects an order in the shop, and for whom a
 * place in a slot is held, alone; who walked in (ADR 68). Nobody's stay is longer than a day: with these bounds the index finds
 * whoever may still be there.
 */
const PRESENT = `
  SELECT b.starts_at AS "from", b.ends_at AS "until", b.party::int AS people FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at > $2 AND b.starts_at < $3 AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
     AND b.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT o.slot_from, o.slot_until, 1 FROM customer_order o
   WHERE o.listing_id = $1 AND o.slot_from > $2 AND o.slot_from < $3 AND o.fulfilment = 'pickup' AND o.collection_point_id IS NULL
     AND o.state IN ('to-pay', 'to-confirm', 'received', 'accepted', 'preparing', 'ready', 'collected') AND o.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT h.slot_from, h.slot_until, 1 FROM slot_hold h
   WHERE h.listing_id = $1 AND h.slot_from > $2 AND h.slot_from < $3 AND h.fulfilment = 'pickup' AND h.collection_point_id IS NULL
     AND h.expires_at > $5 AND h.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT k.starts_at, k.ends_at, k.party::int FROM booking_hold k
   WHERE k.listing_id = $1 AND k.starts_at > $2 AND k.starts_at < $3 AND k.expires_at > $5 AND k.id IS DISTINCT FROM $6::uuid
  UNION ALL ${AT_THE_DOOR}`;
const GAUGE = 'SELECT gauge FROM agenda WHERE listing_id = $1 AND is_open AND gauge IS NOT NULL';

/** How many people are in a place at each moment, for whatever they come: one number, which its gauge limits. */
@Injectable()
export class PeoplePresent {
  constructor(private readonly clock: Clock) {}

  /**
   * How many more may be inside at each moment, from one instant to another; below none where there are too many.
   * @param except a booking, an order or a hold that does not count: of who asks for another time
   * @param hold a time of an agenda that is held, and does not count
   */
  async room(
    tx: TenantTx,
    listingId: number,
    gauge: number,
    { from, until }: Interval,
    except: string | null = null,
    hold: string | null = null,
  ): Promise<StepFunction> {
    const rows = await tx.manager.query<PresentRow[]>(PRESENT, [
      ...[listingId, new Date(from - DAY), new Date(until), except, this.clock.now(), hold],
    ]);
    return stepFunctionOf(
      gauge,
      rows.map((row) => ({ from: row.from.getTime(), until: row.until.getTime(), by: -row.people })),
    );
  }

  /** How many people may be in a place at once; null where nothing limits them. */
  async gaugeOf(tx: TenantTx, listingId: number): Promise<number | null> {
    const [row] = await tx.manager.query<{ gauge: number }[]>(GAUGE, [listingId]);
    return row?.gauge ?? null;
  }

  /** How many are there at this moment, of each of some places; a place without anybody may be missing. */
  async now(tx: TenantTx, listingIds: readonly number[]): Promise<ReadonlyMap<number, PeopleNow>> {
    if (listingIds.length === 0) return new Map();
    const rows = await tx.manager.query<PeopleNow[]>(PEOPLE_NOW, [listingIds, this.clock.now()]);
    return new Map(rows.map((row) => [row.listingId, row]));
  }
}
