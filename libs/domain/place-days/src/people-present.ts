import type { Interval } from '@halles/domain/hours';
import { Clock, DAY } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type GaugeNow, type Inside, limitsOf, roomOf, strictest } from './gauge-limits';
import type { Purpose } from './gauge-rule';
import { AT_THE_DOOR, COMES_TO_PLACE, IS_COLLECTED_IN_PLACE, type PeopleNow, PEOPLE_NOW } from './people-now';
import { PlaceGaugeRepository } from './place-gauge.repository';
import { lowest, stepFunctionOf, type StepFunction } from './step-function';

interface PresentRow {
  readonly from: Date;
  readonly until: Date;
  readonly people: number;
  /** Of those who walked in nobody knows who belongs together. */
  readonly households: number;
  readonly kind: ComerKind;
}

/** For what somebody comes. */
export type ComerKind = 'booking' | 'order' | 'hold' | 'walk-in';

/** People who are in a place, or expected, for a while. */
export interface Comers extends Interval {
  readonly kind: ComerKind;
  readonly people: number;
}

/**
 * Who comes for an appointment or has a time held, with all that come along; who collects an order in the shop, and for whom a
 * place in a slot is held, alone; who walked in (ADR 68). Nobody's stay is longer than a day: with these bounds the index finds
 * whoever may still be there.
 */
const PRESENT = `
  SELECT b.starts_at AS "from", b.ends_at AS "until", b.party::int AS people, 1 AS households, 'booking' AS kind FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at > $2 AND b.starts_at < $3 AND ${COMES_TO_PLACE}
     AND b.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT o.slot_from, o.slot_until, 1, 1, 'order' FROM customer_order o
   WHERE o.listing_id = $1 AND o.slot_from > $2 AND o.slot_from < $3 AND ${IS_COLLECTED_IN_PLACE}
     AND o.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT h.slot_from, h.slot_until, 1, 1, 'hold' FROM slot_hold h
   WHERE h.listing_id = $1 AND h.slot_from > $2 AND h.slot_from < $3 AND h.fulfilment = 'pickup' AND h.collection_point_id IS NULL
     AND h.expires_at > $5 AND h.id IS DISTINCT FROM $4::uuid
  UNION ALL
  SELECT k.starts_at, k.ends_at, k.party::int, 1, 'hold' FROM booking_hold k JOIN agenda_service s ON s.id = k.service_id AND s.venue = 'shop'
   WHERE k.listing_id = $1 AND k.starts_at > $2 AND k.starts_at < $3 AND k.expires_at > $5 AND k.id IS DISTINCT FROM $6::uuid
  UNION ALL ${AT_THE_DOOR}`;

/** Who asks for room. */
export interface RoomQuestion {
  /** For what they come: some rules let orders be collected in a place that is closed. */
  readonly purpose?: Purpose;
  /** Whose limits are asked: of the place itself, or of the rules of its territory; both unless said. */
  readonly of?: 'place' | 'rules';
  /** A booking, an order or a hold that does not count: of who asks for another time. */
  readonly except?: string | null;
  /** A time of an agenda that is held, and does not count. */
  readonly hold?: string | null;
}

/** How many people are in a place at each moment, for whatever they come: one number, which its gauge limits. */
@Injectable()
export class PeoplePresent {
  constructor(
    private readonly gauges: PlaceGaugeRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * How many more may come in at each moment, from one instant to another, by what the place says and by the rules of its
   * territory: infinitely many where neither limits them, below none where there are too many. Null where nothing limits them
   * in all that time: then nothing is counted. Under the lock of a day it stays true until the transaction ends.
   */
  async room(
    tx: TenantTx,
    listingId: number,
    within: Interval,
    { purpose = 'visit', of, except = null, hold = null }: RoomQuestion = {},
  ): Promise<StepFunction | null> {
    const { timeZone } = tx.ctx.tenant.settings;
    const all = limitsOf(await this.gauges.limits(tx, listingId, within), within, timeZone, purpose);
    const limits = all.filter(({ rule }) => of === undefined || (of === 'place') === (rule === null));
    if (limits.length === 0) return null;
    return roomOf(limits, await this.inside(tx, listingId, within, except, hold));
  }

  /** Who is inside over time. */
  async inside(
    tx: TenantTx,
    listingId: number,
    within: Interval,
    except: string | null = null,
    hold: string | null = null,
  ): Promise<Inside> {
    const rows = await this.present(tx, listingId, within, except, hold);
    const stays = (by: (row: PresentRow) => number): StepFunction =>
      stepFunctionOf(
        0,
        rows.map((row) => ({ from: row.from.getTime(), until: row.until.getTime(), by: by(row) })),
      );
    return { people: stays(({ people }) => people), households: stays(({ households }) => households) };
  }

  /** The same, one by one, with what they come for. */
  async comers(tx: TenantTx, listingId: number, { from, until }: Interval): Promise<Comers[]> {
    const rows = await this.present(tx, listingId, { from, until }, null, null);
    return rows
      .map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }))
      .filter((row) => row.until > from);
  }

  private present(
    tx: TenantTx,
    listingId: number,
    { from, until }: Interval,
    except: string | null,
    hold: string | null,
  ): Promise<PresentRow[]> {
    return tx.manager.query<PresentRow[]>(PRESENT, [
      ...[listingId, new Date(from - DAY), new Date(until), except, this.clock.now(), hold],
    ]);
  }

  /** How many may be in a place at this moment. */
  async gaugeOf(tx: TenantTx, listingId: number): Promise<GaugeNow> {
    const from = this.clock.now().getTime();
    const within = { from, until: from + 1 };
    const limits = limitsOf(
      await this.gauges.limits(tx, listingId, within),
      within,
      tx.ctx.tenant.settings.timeZone,
    );
    const most = (ofHouseholds: boolean): number =>
      lowest(
        strictest(limits.filter(({ isHouseholdOne }) => isHouseholdOne === ofHouseholds)),
        within.from,
        within.until,
      );
    return { people: most(false), households: most(true) };
  }

  /** How many are there at this moment, of each of some places; a place without anybody may be missing. */
  async now(tx: TenantTx, listingIds: readonly number[]): Promise<ReadonlyMap<number, PeopleNow>> {
    if (listingIds.length === 0) return new Map();
    const rows = await tx.manager.query<PeopleNow[]>(PEOPLE_NOW, [listingIds, this.clock.now()]);
    return new Map(rows.map((row) => [row.listingId, row]));
  }
}
