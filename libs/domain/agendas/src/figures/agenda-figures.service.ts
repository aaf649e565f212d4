import { type Interval, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import { pipelined, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BookingActor, BookingState } from '../bookings/booking-state';
import { readResources } from '../free-times/agenda-reading';
import type { AgendaPlace, AgendaResource } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { absenceTimes } from '../settings/absence-times';
import { openingsOn } from '../slots/booking-openings';
import { type HourOfWeek, openMinutes } from './open-minutes';

/** Rows that are read at once. */
const PAGE = 500;

/** Whoever ended it, by its last step. Of a listing between two instants. */
const STATES = `
  SELECT b.state, e.actor, count(*)::int AS count, sum(b.party)::int AS people
    FROM booking b JOIN booking_event e ON e.booking_id = b.id AND e.event = b.event
   WHERE b.listing_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3 GROUP BY b.state, e.actor`;
/**
 * What took a place, hour by hour by the clock on the wall: minutes of who and what is of the agenda, and how many began. Who did
 * not come gave theirs back only afterwards: those hours were not for anybody else.
 */
const HOURS = `
  SELECT extract(isodow FROM h)::int AS weekday, extract(hour FROM h)::int AS hour,
         coalesce(sum(extract(epoch FROM least(q.e, h + interval '1 hour') - greatest(q.s, h)) / 60 * q.resources), 0)::int AS minutes,
         count(*) FILTER (WHERE date_trunc('hour', q.s) = h)::int AS begun
    FROM (SELECT b.starts_at AT TIME ZONE $4 AS s, b.ends_at AT TIME ZONE $4 AS e,
                 (SELECT count(*) FROM booking_resource t
                   WHERE t.booking_id = b.id AND (t.is_taken OR b.state = 'no-show')
                     AND t.resource_id = ANY ($5::uuid[])) AS resources
            FROM booking b
           WHERE b.listing_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
             AND b.state IN ('pending', 'confirmed', 'arrived', 'served', 'no-show')) q
   CROSS JOIN LATERAL generate_series(date_trunc('hour', q.s), q.e - interval '1 microsecond', interval '1 hour') AS h
   GROUP BY 1, 2`;
const ROWS = `
  SELECT b.id, b.reference, b.state, e.actor, b.service_name AS service,
         (SELECT bool_or(v.is_sensitive) FROM agenda_service v
           WHERE v.id = ANY (b.service_id || ARRAY(SELECT (p ->> 'serviceId')::uuid FROM jsonb_array_elements(b.parts) p))) AS "isSensitive", b.starts_at AS "startsAt",
         b.ends_at AS "endsAt", b.party, b.customer_name AS customer, b.guest_name AS guest, b.customer_email AS email,
         b.customer_phone AS phone, b.price_cents AS "priceCents", b.price_max_cents AS "priceMaxCents", b.source,
         ARRAY(SELECT r.name FROM booking_resource t JOIN agenda_resource r ON r.id = t.resource_id
                WHERE t.booking_id = b.id ORDER BY r.position, r.id) AS resources
    FROM booking b
    JOIN booking_event e ON e.booking_id = b.id AND e.event = b.event
   WHERE b.listing_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
     AND ($4::timestamptz IS NULL OR (b.starts_at, b.id) > ($4::timestamptz, $5::uuid))
   ORDER BY b.starts_at, b.id LIMIT $6`;

/** How many bookings ended like this, and by whom. */
export interface StateCount {
  readonly state: BookingState;
  /** Of the last step. */
  readonly actor: BookingActor;
  readonly count: number;
  readonly people: number;
}

/** An hour of a weekday (1: Monday), in all weeks of a period together. */
export interface FilledHour extends HourOfWeek {
  /** Appointments that began in it. */
  readonly begun: number;
  /** Minutes that were booked, of who and what is of the agenda. */
  readonly minutes: number;
  /** Minutes in which they could be; 0 where that is not known. */
  readonly open: number;
}

export interface AgendaFigures {
  readonly states: readonly StateCount[];
  /** Those in which anybody came or could, in order. */
  readonly hours: readonly FilledHour[];
}

/** A booking of a period, for its file. */
export interface BookingRow {
  readonly id: string;
  readonly reference: string;
  readonly state: BookingState;
  readonly actor: BookingActor;
  readonly service: string;
  readonly isSensitive: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly party: number;
  readonly customer: string | null;
  readonly guest: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly priceCents: number | null;
  readonly priceMaxCents: number | null;
  readonly source: 'online' | 'shop' | 'town';
  readonly resources: readonly string[];
}

/** What became of the bookings of a period, and how full its hours were. */
@Injectable()
export class AgendaFiguresService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
  ) {}

  /** Of the bookings that begin in a period. */
  async read(ctx: TenantContext, listingId: number, within: Interval): Promise<AgendaFigures> {
    const { timeZone } = ctx.tenant.settings;
    const span = [new Date(within.from), new Date(within.until)];
    return this.work.read(ctx, async (tx) => {
      const [place, all] = await pipelined([
        this.places.findAny(tx, listingId),
        this.items.resources(tx, listingId),
      ]);
      const resources = all.filter(({ isActive }) => isActive);
      const ids = resources.map(({ id }) => id);
      const [states, booked] = await pipelined([
        tx.manager.query<StateCount[]>(STATES, [listingId, ...span]),
        tx.manager.query<Omit<FilledHour, 'open'>[]>(HOURS, [listingId, ...span, timeZone, ids]),
      ]);
      const open = place === null ? [] : openOf(place, resources, within, timeZone);
      return { states, hours: merged(booked, open) };
    });
  }

  /** The bookings that begin in a period, in order of time. Between two pages no connection is held. */
  async *rows(
    ctx: TenantContext,
    listingId: number,
    { from, until }: Interval,
  ): AsyncGenerator<readonly BookingRow[]> {
    let last: BookingRow | undefined;
    do {
      const after = last;
      const page = await this.work.read(ctx, (tx) =>
        tx.manager.query<BookingRow[]>(ROWS, [
          ...[listingId, new Date(from), new Date(until)],
          ...[after?.startsAt ?? null, after?.id ?? null, PAGE],
        ]),
      );
      yield page;
      last = page.length < PAGE ? undefined : page.at(-1);
    } while (last !== undefined);
  }
}

/** When those of an agenda could be booked, as their hours are today. Pure. */
function openOf(
  { schedule }: AgendaPlace,
  resources: readonly AgendaResource[],
  within: Interval,
  timeZone: string,
): FilledHourOpen[] {
  const [first, last] = [wallTime(timeZone, within.from).day, wallTime(timeZone, within.until - 1).day];
  const known = readResources(resources, { taken: [], busy: [] }, schedule, within);
  const own = known.map(({ schedule: hours, absences }) => ({
    hours: hours ?? schedule,
    away: absenceTimes(absences, timeZone, within),
  }));
  return openMinutes(own, { first, last, timeZone }, (hours, day) =>
    openingsOn(hours, day).flatMap((one) =>
      hours === schedule
        ? [one]
        : openingsOn(schedule, day).flatMap(({ from, until }) => {
            const cut = { from: Math.max(from, one.from), until: Math.min(until, one.until) };
            return cut.until - cut.from >= MINUTE ? [cut] : [];
          }),
    ),
  );
}

type FilledHourOpen = HourOfWeek & { readonly open: number };

/** Hours that were booked with those that could be. Pure. */
function merged(booked: readonly Omit<FilledHour, 'open'>[], open: readonly FilledHourOpen[]): FilledHour[] {
  const key = ({ weekday, hour }: HourOfWeek): number => weekday * 24 + hour;
  const hours = new Map<number, FilledHour>();
  for (const one of open) hours.set(key(one), { ...one, begun: 0, minutes: 0 });
  for (const one of booked) hours.set(key(one), { ...one, open: hours.get(key(one))?.open ?? 0 });
  return [...hours.values()].sort((one, other) => key(one) - key(other));
}
