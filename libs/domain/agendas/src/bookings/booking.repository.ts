import type { Interval } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { pipelined, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Booking, BookingEvent, BookingReason } from './booking';
import { signalBookings } from './booking-signals';
import { type LaneUse, laneFor } from '../slots/booking-lanes';
import { BOOKING, type BookingRow, toBooking } from './booking-row';
import type { BookingActor, BookingState } from './booking-state';
import type { PassedRule } from '../slots/booking-override';

const ONE = `SELECT ${BOOKING} FROM booking b WHERE b.id = $1`;
const LOCK = `SELECT ${BOOKING} FROM booking b WHERE b.listing_id = $1 AND b.id = $2 FOR UPDATE OF b`;
const OF_TIME = `
  SELECT ${BOOKING} FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at < $3 AND b.ends_at > $2 AND b.starts_at > $4 ORDER BY b.starts_at, b.id LIMIT $5`;
const HELD_OF_TIME = `
  SELECT ${BOOKING} FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at < $3 AND b.ends_at > $2 AND b.starts_at > $4
     AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
   ORDER BY b.starts_at, b.id LIMIT $5`;
const HELD = `
  SELECT count(b.id)::int AS count FROM unnest($2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS p (f, u, rank)
    LEFT JOIN booking b ON b.listing_id = $1 AND b.starts_at < p.u AND b.ends_at > p.f AND b.starts_at > p.f - interval '1 day'
                       AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
   GROUP BY p.rank ORDER BY p.rank`;
const PENDING = `
  SELECT ${BOOKING} FROM booking b
   WHERE b.listing_id = $1 AND b.state = 'pending' AND b.starts_at > $2 ORDER BY b.starts_at, b.id LIMIT $3`;
const OF_RESOURCE = `
  SELECT ${BOOKING} FROM booking b JOIN booking_resource t ON t.booking_id = b.id AND t.is_taken
   WHERE b.listing_id = $1 AND t.resource_id = $2 AND b.ends_at > $3 AND b.state IN ('pending', 'confirmed', 'arrived')
     AND EXISTS (SELECT 1 FROM unnest($4::timestamptz[], $5::timestamptz[]) AS a (since, until)
                  WHERE b.starts_at < a.until AND b.ends_at > a.since)
   ORDER BY b.starts_at, b.id LIMIT $6`;
const UNCONFIRMED = `SELECT ${BOOKING} FROM booking b WHERE b.state = 'pending' AND b.starts_at <= $1 ORDER BY b.starts_at, b.id LIMIT $2`;
const OF_SERIES = `
  SELECT ${BOOKING} FROM booking b WHERE b.series_id = $1 AND b.listing_id = $2 ORDER BY b.starts_at, b.id`;
const ALIKE = `
  SELECT b.id, b.event, b.starts_at AS at FROM booking b JOIN booking_event e ON e.booking_id = b.id AND e.event = b.event
   WHERE b.listing_id = $1 AND b.series_id = $2 AND b.id <> $3 AND e.created_at = $4 AND e.state = $5 AND NOT e.is_moved
   ORDER BY b.starts_at`;
const EVENTS = `
  SELECT id, event, state, actor, account_id AS "accountId", agent_id AS "agentId", reason,
         starts_at AS "startsAt", is_moved AS "isMoved", recipient_id IS NOT NULL AS "isByLink", created_at AS at,
         passed_rules AS "passedRules", party
    FROM booking_event WHERE booking_id = $1 ORDER BY event`;
const LAST_CHANGES = `
  SELECT booking_id AS id, max(created_at) AS at FROM booking_event WHERE booking_id = ANY ($1::uuid[]) GROUP BY booking_id`;
const INSERT = `
  INSERT INTO booking (id, listing_id, reference, state, event, service_id, service_name, price_cents, price_max_cents, starts_at,
                       ends_at, party, cancellation_notice, customer_name, customer_email, customer_phone, note, locale, source,
                       account_id, idempotency_key, content_digest, created_at, venue, customer_address, guest_name, answers, person_id, parts, series_id, need)
  VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)`;
const ADD_EVENT = `
  INSERT INTO booking_event (id, booking_id, event, previous, from_state, state, actor, account_id, agent_id, reason, starts_at,
                             is_moved, created_at, recipient_id, passed_rules, party)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;
const STEP = `
  UPDATE booking SET state = $2, event = $3, starts_at = $4, ends_at = $5, price_cents = $6, price_max_cents = $7, parts = $8, party = coalesce($9, party),
         wants_earlier = wants_earlier AND starts_at = $4,
         presence_confirmed_at = CASE WHEN starts_at = $4 THEN presence_confirmed_at END WHERE id = $1`;
const USES = `
  SELECT t.resource_id AS "resourceId", t.booking_id AS "bookingId", t.lane, lower(t.during) AS "from", upper(t.during) AS "until"
    FROM booking_resource t
   WHERE t.resource_id = ANY ($1::uuid[]) AND t.is_taken AND t.during && tstzrange($2, $3) AND t.booking_id IS DISTINCT FROM $4::uuid`;
const RELANE = `
  UPDATE booking_resource t SET lane = m.lane FROM unnest($2::uuid[], $3::int[]) AS m (booking_id, lane)
   WHERE t.resource_id = $1 AND t.booking_id = m.booking_id`;
const TAKE = `
  INSERT INTO booking_resource (booking_id, listing_id, resource_id, lane, during, is_taken)
  VALUES ($1, $2, $3, $4, tstzrange($5, $6), true)
  ON CONFLICT (booking_id, resource_id) DO UPDATE SET lane = excluded.lane, during = excluded.during, is_taken = true`;

/** Lanes of a resource: what a shop knowingly takes beyond its capacity is in one of its own. */
const MOST_LANES = 1_000;

/** What is stored of a booking that is made. */
export interface NewBooking extends Omit<
  Booking,
  | 'event'
  | 'resources'
  | 'sessionPlace'
  | 'serviceTerms'
  | 'presenceConfirmedAt'
  | 'wantsEarlier'
  | 'isPersonActive'
> {
  readonly accountId: string | null;
  readonly idempotencyKey: string;
  readonly contentDigest: string;
}

/** A step that a booking takes. */
export interface BookingStep {
  /** Of the event that it becomes. */
  readonly id: string;
  readonly state: BookingState;
  readonly actor: BookingActor;
  readonly accountId: string | null;
  readonly agentId: string | null;
  /** Whose mailed link took it (`booking_recipient`), where one did. */
  readonly recipientId?: string | undefined;
  readonly reason: BookingReason | null;
  readonly isMoved: boolean;
  /** How many still come, where others of the party come at another time. */
  readonly party?: number;
  /** What its shop knowingly passed over. */
  readonly passedRules?: readonly PassedRule[];
  readonly at: Date;
}

/** When a booking takes place once it was moved, and what it costs then. */
export type MovedTime = Pick<Booking, 'startsAt' | 'endsAt'> &
  Partial<Pick<Booking, 'priceCents' | 'priceMaxCents' | 'parts'>>;

/** What is taken of a resource for a while. */
export interface ResourceUse extends LaneUse {
  readonly resourceId: string;
}

/** A resource, and for how long a booking takes it. */
export interface ResourceNeed extends Interval {
  readonly resourceId: string;
  readonly capacity: number;
  /** Its shop knowingly takes it although it is taken: in a lane beyond its capacity. */
  readonly isOver?: boolean;
}

/** A booking that the same was done with as with another one of its series. */
export interface AlikeBooking {
  readonly id: string;
  readonly event: number;
  /** When it is. */
  readonly at: Date;
}

interface UseRow extends Omit<ResourceUse, 'from' | 'until'> {
  readonly from: Date;
  readonly until: Date;
}

/** The last place of a resource was taken while a booking was written: what was written of it is to be undone. */
export class LaneTaken extends Error {}

/** Bookings: how they are found, made, and taken from step to step. */
@Injectable()
export class BookingRepository {
  async find(tx: TenantTx, id: string): Promise<Booking | null> {
    const [row] = await tx.manager.query<BookingRow[]>(ONE, [id]);
    return row ? toBooking(row) : null;
  }

  /** Held until the transaction ends; null where it is not this listing's. */
  async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<Booking | null> {
    const [row] = await tx.manager.query<BookingRow[]>(LOCK, [listingId, id]);
    return row ? toBooking(row) : null;
  }

  /** Those that touch a stretch of time, whatever became of them, in order of time. */
  async listWithin(
    tx: TenantTx,
    listingId: number,
    { from, until }: Interval,
    limit: number,
  ): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(OF_TIME, [
      ...[listingId, new Date(from), new Date(until), new Date(from - DAY), limit],
    ]);
    return rows.map(toBooking);
  }

  /** Those that take a place and touch a stretch of time, in order of time. */
  async listHeld(
    tx: TenantTx,
    listingId: number,
    { from, until }: Interval,
    limit: number,
  ): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(HELD_OF_TIME, [
      ...[listingId, new Date(from), new Date(until), new Date(from - DAY), limit],
    ]);
    return rows.map(toBooking);
  }

  /** How many of those that take a place touch each of some stretches of time. */
  async countHeld(tx: TenantTx, listingId: number, within: readonly Interval[]): Promise<number[]> {
    const [from, until] = [within.map((one) => new Date(one.from)), within.map((one) => new Date(one.until))];
    const rows = await tx.manager.query<{ count: number }[]>(HELD, [listingId, from, until]);
    return rows.map(({ count }) => count);
  }

  /** Those to come that wait for the shop, in order of time. */
  async listPending(tx: TenantTx, listingId: number, now: Date, limit: number): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(PENDING, [listingId, now, limit]);
    return rows.map(toBooking);
  }

  /** Those to come that take a resource in some stretches of time, in order of time. */
  async listOfResource(
    tx: TenantTx,
    listingId: number,
    resourceId: string,
    { times, now }: { readonly times: readonly Interval[]; readonly now: Date },
    limit: number,
  ): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(OF_RESOURCE, [
      ...[listingId, resourceId, now, times.map(({ from }) => new Date(from))],
      ...[times.map(({ until }) => new Date(until)), limit],
    ]);
    return rows.map(toBooking);
  }

  /** Those of any shop that wait for it although their time has come. */
  async listUnconfirmed(tx: TenantTx, now: Date, limit: number): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(UNCONFIRMED, [now, limit]);
    return rows.map(toBooking);
  }

  /** Those of a series, in order of time. */
  async listSeries(tx: TenantTx, listingId: number, seriesId: string): Promise<Booking[]> {
    const rows = await tx.manager.query<BookingRow[]>(OF_SERIES, [seriesId, listingId]);
    return rows.map(toBooking);
  }

  /** Those of its series that the same step was taken with at once, where it is their last, in order of time. */
  async listAlike(
    tx: TenantTx,
    { id, listingId, seriesId }: Pick<Booking, 'id' | 'listingId' | 'seriesId'>,
    { at, state, isMoved }: BookingEvent,
  ): Promise<AlikeBooking[]> {
    if (seriesId === null || isMoved) return [];
    return tx.manager.query<AlikeBooking[]>(ALIKE, [listingId, seriesId, id, at, state]);
  }

  /** What became of a booking, the oldest first. */
  events(tx: TenantTx, id: string): Promise<BookingEvent[]> {
    return tx.manager.query<BookingEvent[]>(EVENTS, [id]);
  }

  /** When each of some last changed. */
  async lastChanges(tx: TenantTx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await tx.manager.query<{ id: string; at: Date }[]>(LAST_CHANGES, [ids]);
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** The booking that was made under a key. */
  async findByKey(
    tx: TenantTx,
    key: string,
  ): Promise<{ readonly id: string; readonly contentDigest: string } | null> {
    const [row] = await tx.manager.query<{ id: string; contentDigest: string }[]>(
      'SELECT id, content_digest AS "contentDigest" FROM booking WHERE idempotency_key = $1',
      [key],
    );
    return row ?? null;
  }

  /** Makes a booking, with its first event. What it takes is taken by `take`. */
  async insert(tx: TenantWriteTx, booking: NewBooking, first: BookingStep): Promise<void> {
    const { customer } = booking;
    const inserted = tx.manager.query(INSERT, [
      ...[booking.id, booking.listingId, booking.reference, booking.state, booking.serviceId],
      ...[booking.serviceName, booking.priceCents, booking.priceMaxCents, booking.startsAt, booking.endsAt],
      ...[booking.party, booking.cancellationNotice, customer?.name, customer?.email, customer?.phone],
      ...[booking.note, booking.locale, booking.source, booking.accountId, booking.idempotencyKey],
      ...[booking.contentDigest, booking.createdAt, booking.venue, booking.address, booking.guest],
      booking.answers === null ? null : JSON.stringify(booking.answers),
      booking.personId,
      booking.parts === null ? null : JSON.stringify(booking.parts),
      ...[booking.seriesId, booking.need],
    ]);
    await pipelined([inserted, this.addEvent(tx, { ...booking, event: 0 }, first, booking.startsAt)]);
  }

  /** Takes a booking a step further; its time too where it is moved, and its price where it has another length. */
  async step(
    tx: TenantWriteTx,
    booking: Booking,
    step: BookingStep,
    time: MovedTime = booking,
  ): Promise<void> {
    const { startsAt, endsAt, priceCents, priceMaxCents, parts } = { ...booking, ...time };
    await pipelined([
      this.addEvent(tx, booking, step, startsAt),
      tx.manager.query(STEP, [
        ...[booking.id, step.state, booking.event + 1, startsAt, endsAt, priceCents, priceMaxCents],
        parts === null ? null : JSON.stringify(parts),
        step.party ?? null,
      ]),
    ]);
  }

  private async addEvent(
    tx: TenantWriteTx,
    { id, listingId, event, state }: Pick<Booking, 'id' | 'listingId' | 'event' | 'state'>,
    step: BookingStep,
    startsAt: Date,
  ): Promise<void> {
    const before = event === 0 ? [null, null] : [event, state];
    await pipelined([
      tx.manager.query(ADD_EVENT, [
        ...[step.id, id, event + 1, ...before, step.state, step.actor, step.accountId, step.agentId],
        ...[step.reason, startsAt, step.isMoved, step.at, step.recipientId ?? null],
        step.passedRules?.length ? step.passedRules : null,
        step.party ?? null,
      ]),
      signalBookings(tx, listingId),
    ]);
  }

  /** What is taken of some resources between two instants, the buffers included. @param except a booking that does not count */
  async uses(
    tx: TenantTx,
    resourceIds: readonly string[],
    { from, until }: Interval,
    except: string | null = null,
  ): Promise<ResourceUse[]> {
    if (resourceIds.length === 0) return [];
    const rows = await tx.manager.query<UseRow[]>(USES, [
      ...[resourceIds, new Date(from), new Date(until), except],
    ]);
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /**
   * Takes resources for a booking: under the lock of their days, judged before, with the exclusion constraint as referee: each has
   * as many lanes as it takes bookings at once, and no more.
   * @throws BookingRefused it was not judged, or not under the lock
   */
  async take(
    tx: TenantWriteTx,
    { id, listingId }: Pick<Booking, 'id' | 'listingId'>,
    needs: readonly ResourceNeed[],
  ): Promise<void> {
    await pipelined(needs.map((need) => this.takeOne(tx, id, listingId, need)));
  }

  private async takeOne(
    tx: TenantWriteTx,
    id: string,
    listingId: number,
    { resourceId, capacity: own, from, until, isOver = false }: ResourceNeed,
  ): Promise<void> {
    const capacity = isOver ? MOST_LANES : own;
    const take = (lane: number): Promise<unknown> =>
      tx.manager.query(TAKE, [id, listingId, resourceId, lane, new Date(from), new Date(until)]);
    // Most have one lane: whether it is free is said by the constraint.
    if (capacity === 1) return void (await take(1));
    const around = { from: from - 2 * DAY, until: until + 2 * DAY };
    const { lane, moved } = laneFor(await this.uses(tx, [resourceId], around, id), { from, until }, capacity);
    if (lane > capacity) throw new LaneTaken('no lane is free');
    if (moved.size > 0) await tx.manager.query(RELANE, [resourceId, [...moved.keys()], [...moved.values()]]);
    await take(lane);
  }

  /** A booking takes nothing any more; what it took is remembered, so that a step back can take it again. */
  async release(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('UPDATE booking_resource SET is_taken = false WHERE booking_id = $1', [id]);
  }

  /** What a booking took when it was cancelled. */
  async released(tx: TenantTx, id: string): Promise<ResourceNeed[]> {
    const rows = await tx.manager.query<
      (Omit<ResourceNeed, 'from' | 'until'> & Pick<UseRow, 'from' | 'until'>)[]
    >(
      `SELECT t.resource_id AS "resourceId", r.capacity, lower(t.during) AS "from", upper(t.during) AS "until"
         FROM booking_resource t JOIN agenda_resource r ON r.id = t.resource_id WHERE t.booking_id = $1`,
      [id],
    );
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /** Whoever it took is given away for another time. */
  async forgetTaken(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM booking_resource WHERE booking_id = $1', [id]);
  }
}
