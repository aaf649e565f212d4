import type { BookingWaitInput } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BookingWait, WaitOffer, WaitState } from './booking-wait';

/** The services that follow the first. */
const FURTHER = `
  FROM jsonb_array_elements(w.further) WITH ORDINALITY AS e (value, rank) JOIN agenda_service f ON f.id = (e.value ->> 'serviceId')::uuid`;
/** "Coupe + Couleur". */
export const WAITED_NAME = `concat_ws(' + ', s.name, (SELECT string_agg(f.name, ' + ' ORDER BY e.rank) ${FURTHER}))`;
const WAIT = `
  SELECT w.id, w.listing_id AS "listingId", w.service_id AS "serviceId", ${WAITED_NAME} AS "serviceName",
         (s.is_sensitive OR EXISTS (SELECT ${FURTHER} WHERE f.is_sensitive)) AS "isSensitive",
         coalesce(w.further, '[]') AS further, w.duration, w.invitation, w.first_day::text AS "firstDay", w.last_day::text AS "lastDay", w.from_minute AS "from",
         w.until_minute AS "until", w.party, w.customer_name AS name, w.customer_email AS email, w.customer_phone AS phone, w.locale,
         w.priority, w.state, w.created_at AS "createdAt", o.id AS "offerId", o.starts_at AS "startsAt", o.ends_at AS "endsAt",
         o.expires_at AS "expiresAt"
    FROM booking_wait w JOIN agenda_service s ON s.id = w.service_id
    LEFT JOIN booking_wait_offer o ON o.wait_id = w.id AND o.state = 'open'`;
const ORDER = 'ORDER BY w.priority DESC, w.created_at, w.id';
const ONE = `${WAIT} WHERE w.id = $1`;
const BY_KEY = `${WAIT} WHERE w.idempotency_key = $1`;
const WAITING = `${WAIT} WHERE w.listing_id = $1 AND w.state = 'waiting' AND w.last_day >= $2::date ${ORDER} LIMIT $3`;
/** Who has no offer yet, on some days, of those who can be told of one and whom their service may take: nobody else stands before them. */
const NEXT = `
  ${WAIT} WHERE w.listing_id = $1 AND w.state = 'waiting' AND w.last_day >= $2::date AND w.first_day <= $3::date AND o.id IS NULL
     AND (w.customer_email IS NOT NULL OR $5::boolean) AND s.is_active AND s.archived_at IS NULL
     AND w.party BETWEEN s.party_min AND s.party_max
  ${ORDER} LIMIT $4`;
/**
 * Whom somebody else is about to offer a time, or to take off the list, is left to them: nobody waits here while a day is locked.
 */
const FREE_ONE = `${WAIT} WHERE w.id = $1 AND w.state = 'waiting' AND o.id IS NULL FOR UPDATE OF w SKIP LOCKED`;
const IS_WAITED_FOR = `
  SELECT 1 FROM booking_wait w
   WHERE w.listing_id = $1 AND w.state = 'waiting' AND w.last_day >= $2::date AND w.first_day <= $3::date LIMIT 1`;
const COUNT_OF_PERSON = `
  SELECT count(*)::int AS count FROM booking_wait
   WHERE listing_id = $1 AND state = 'waiting' AND last_day >= $4::date AND (lower(customer_email) = lower($2) OR customer_phone = $3)`;
const INSERT = `
  INSERT INTO booking_wait (id, listing_id, service_id, duration, invitation, first_day, last_day, from_minute, until_minute, party,
                            customer_name, customer_email, customer_phone, locale, state, idempotency_key, created_at, further)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15, $16, $17)`;
const LISTINGS = `
  SELECT DISTINCT w.listing_id AS id FROM booking_wait w JOIN agenda a ON a.listing_id = w.listing_id
   WHERE w.state = 'waiting' AND a.is_open AND a.wait_hours IS NOT NULL AND w.last_day >= $1::date
     AND NOT EXISTS (SELECT FROM booking_wait_offer o WHERE o.wait_id = w.id AND o.state = 'open')`;
const OFFERED = `
  SELECT wait_id AS "waitId", starts_at AS "startsAt" FROM booking_wait_offer WHERE wait_id = ANY ($1::uuid[])`;
const ADD_OFFER = `
  INSERT INTO booking_wait_offer (id, listing_id, wait_id, starts_at, ends_at, state, offered_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, 'open', $6, $7) ON CONFLICT (wait_id) WHERE state = 'open' DO NOTHING RETURNING id`;
const OFFER = `
  SELECT o.id, o.wait_id AS "waitId", o.listing_id AS "listingId", o.starts_at AS "startsAt", o.ends_at AS "endsAt",
         o.expires_at AS "expiresAt", o.state, o.booking_id AS "bookingId" FROM booking_wait_offer o WHERE o.id = $1`;
const DUE = `
  SELECT id FROM booking_wait_offer WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2`;
const END_OFFER = `
  UPDATE booking_wait_offer SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'open' RETURNING id`;
/** The wait before its offer, as everywhere: two who hold one each wait for no one. */
const ACCEPT = `
  WITH w AS (SELECT id FROM booking_wait WHERE id = (SELECT wait_id FROM booking_wait_offer WHERE id = $1 AND listing_id = $2) FOR UPDATE),
       o AS (UPDATE booking_wait_offer SET state = 'accepted', ended_at = $3, booking_id = $4 FROM w
              WHERE booking_wait_offer.id = $1 AND booking_wait_offer.wait_id = w.id AND state = 'open' RETURNING wait_id)
  UPDATE booking_wait SET state = 'booked', ended_at = $3 FROM o WHERE booking_wait.id = o.wait_id AND booking_wait.state = 'waiting'`;
const END = `UPDATE booking_wait SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'waiting' RETURNING id`;
interface WaitRow extends Omit<BookingWait, 'offer'> {
  readonly offerId: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly expiresAt: Date | null;
}

/** An offer, whatever became of it. */
export interface StoredOffer extends WaitOffer {
  readonly waitId: string;
  readonly listingId: number;
  readonly state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  readonly bookingId: string | null;
}

/** Whoever waits at a place on some days, as ISO dates, both included. */
export interface WaitedDays {
  readonly first: string;
  readonly last: string;
}

/** As it is stored. Pure. */
const toWait = ({ offerId, startsAt, endsAt, expiresAt, ...row }: WaitRow): BookingWait => ({
  ...row,
  offer: offerId && startsAt && endsAt && expiresAt ? { id: offerId, startsAt, endsAt, expiresAt } : null,
});

/** The waiting lists of agendas, and the times that are kept for who waits. */
@Injectable()
export class BookingWaitRepository {
  async find(tx: TenantTx, id: string): Promise<BookingWait | null> {
    const [row] = await tx.manager.query<WaitRow[]>(ONE, [id]);
    return row ? toWait(row) : null;
  }

  /** Held until the transaction ends, with the offer that is open by then; null where it is not there. */
  async lock(tx: TenantWriteTx, id: string): Promise<BookingWait | null> {
    await tx.manager.query('SELECT 1 FROM booking_wait WHERE id = $1 FOR UPDATE', [id]);
    return this.find(tx, id);
  }

  async findByKey(tx: TenantTx, key: string): Promise<BookingWait | null> {
    const [row] = await tx.manager.query<WaitRow[]>(BY_KEY, [key]);
    return row ? toWait(row) : null;
  }

  /** Who waits at a place, in their order. @param today ISO date */
  async list(tx: TenantTx, listingId: number, today: string, limit: number): Promise<BookingWait[]> {
    return (await tx.manager.query<WaitRow[]>(WAITING, [listingId, today, limit])).map(toWait);
  }

  /** Who has no offer, and may be told of one, in their order. @param hasTexts whether text messages are sent to who left a phone alone */
  async next(
    tx: TenantTx,
    listingId: number,
    { first, last }: WaitedDays,
    hasTexts: boolean,
    limit: number,
  ): Promise<BookingWait[]> {
    return (await tx.manager.query<WaitRow[]>(NEXT, [listingId, first, last, limit, hasTexts])).map(toWait);
  }

  /** Holds one who has no offer until the transaction ends. @returns false where they have one, or somebody else holds them */
  async lockFree(tx: TenantWriteTx, id: string): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(FREE_ONE, [id])).length > 0;
  }

  /** Whether anybody waits for one of these days: most often nobody does, and nothing else is asked. */
  async isWaitedFor(tx: TenantTx, listingId: number, { first, last }: WaitedDays): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(IS_WAITED_FOR, [listingId, first, last])).length > 0;
  }

  /** Requests of one person at a place that still wait. @param today ISO date */
  async countOf(
    tx: TenantTx,
    listingId: number,
    { email, phone }: Pick<BookingWait, 'email' | 'phone'>,
    today: string,
  ): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(COUNT_OF_PERSON, [
      ...[listingId, email, phone, today],
    ]);
    return row?.count ?? 0;
  }

  async insert(
    tx: TenantWriteTx,
    listingId: number,
    input: BookingWaitInput,
    made: {
      readonly id: string;
      readonly locale: Locale;
      readonly invitation: number | null;
      readonly at: Date;
    },
  ): Promise<void> {
    const { serviceId, duration, firstDay, lastDay, from, until, party, name, email, phone } = input;
    await tx.manager.query(INSERT, [
      ...[made.id, listingId, serviceId, duration, made.invitation, firstDay, lastDay, from, until, party],
      ...[name, email, phone, made.locale, input.idempotencyKey, made.at],
      input.further.length === 0 ? null : JSON.stringify(input.further),
    ]);
  }

  /** The places where somebody waits to whom nothing is offered. @param today ISO date */
  async listings(tx: TenantTx, today: string): Promise<number[]> {
    return (await tx.manager.query<{ id: number }[]>(LISTINGS, [today])).map(({ id }) => id);
  }

  /** What was offered to each of some, whatever became of it: starts, in milliseconds since 1970. */
  async offeredTo(
    tx: TenantTx,
    waitIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const rows = await tx.manager.query<{ waitId: string; startsAt: Date }[]>(OFFERED, [waitIds]);
    const starts = new Map<string, Set<number>>();
    for (const { waitId, startsAt } of rows)
      starts.set(waitId, (starts.get(waitId) ?? new Set()).add(startsAt.getTime()));
    return starts;
  }

  /** @returns false where a time is kept for them already: one that was offered since they were read */
  async addOffer(
    tx: TenantWriteTx,
    { id, listingId }: Pick<BookingWait, 'id' | 'listingId'>,
    offer: WaitOffer,
    now: Date,
  ): Promise<boolean> {
    const { startsAt, endsAt, expiresAt } = offer;
    const values = [offer.id, listingId, id, startsAt, endsAt, now, expiresAt];
    return (await tx.manager.query<unknown[]>(ADD_OFFER, values)).length > 0;
  }

  async findOffer(tx: TenantTx, id: string): Promise<StoredOffer | null> {
    const [row] = await tx.manager.query<StoredOffer[]>(OFFER, [id]);
    return row ?? null;
  }

  /** Those whose time is over, at most so many. */
  async dueOffers(tx: TenantTx, now: Date, limit: number): Promise<string[]> {
    return (await tx.manager.query<{ id: string }[]>(DUE, [now, limit])).map(({ id }) => id);
  }

  /** @returns false where it is not open any more */
  async endOffer(
    tx: TenantWriteTx,
    id: string,
    state: 'declined' | 'expired' | 'withdrawn',
    now: Date,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(END_OFFER, [id, state, now]);
    return count > 0;
  }

  /** A booking was made with a time that is held, or instead of it: where the hold is an offer, it is accepted. */
  async accept(
    tx: TenantWriteTx,
    offerId: string,
    booking: { readonly id: string; readonly listingId: number; readonly createdAt: Date },
  ): Promise<void> {
    await tx.manager.query(ACCEPT, [offerId, booking.listingId, booking.createdAt, booking.id]);
  }

  /** @returns false where they do not wait any more */
  async end(
    tx: TenantWriteTx,
    id: string,
    state: Exclude<WaitState, 'waiting'>,
    now: Date,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(END, [id, state, now]);
    return count > 0;
  }

  async setPriority(tx: TenantWriteTx, id: string, priority: number): Promise<void> {
    await tx.manager.query('UPDATE booking_wait SET priority = $2 WHERE id = $1', [id, priority]);
  }
}
