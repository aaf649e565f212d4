import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Open agendas with the days of which they have no row. */
const LACKED = `
  FROM agenda a CROSS JOIN unnest($1::date[]) AS d (day)
   WHERE a.is_open AND NOT EXISTS (SELECT FROM agenda_free f WHERE f.listing_id = a.listing_id AND f.day = d.day)`;
const IS_OUTDATED = `
  SELECT EXISTS (SELECT ${LACKED}) OR EXISTS (SELECT FROM agenda_free WHERE day < ($1::date[])[1]) AS "isOutdated"`;
/** Those that have no row for a day that is looked at: an agenda that was opened, a day that began. */
const LACKING = `
  INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services)
  SELECT a.listing_id, d.day, 0, true, 0, '{}', '[]' ${LACKED}
   ORDER BY a.listing_id, d.day
  ON CONFLICT DO NOTHING`;
const OVER = 'DELETE FROM agenda_free WHERE day < $1::date';
const DUE = `
  SELECT f.listing_id AS "listingId", array_agg(f.day::text ORDER BY f.day) AS days, array_agg(f.change ORDER BY f.day) AS changes
    FROM agenda_free f
   WHERE f.listing_id > $1 AND f.day BETWEEN $2::date AND $3::date AND (f.is_stale OR f.computed_at < $4)
   GROUP BY f.listing_id ORDER BY f.listing_id LIMIT $5`;
/** Whoever holds a row is about to say that it is stale; so is who raised its number since it was read. */
const SAVE = `
  UPDATE agenda_free f SET is_stale = false, notice = $2, starts = c.starts::int4multirange, services = c.services, computed_at = $3
    FROM json_to_recordset($4::json) AS c (day date, change integer, starts text, services jsonb)
   WHERE f.listing_id = $1 AND f.day = c.day AND f.change = c.change
     AND f.day IN (SELECT day FROM agenda_free WHERE listing_id = $1 AND day BETWEEN $5::date AND $6::date FOR UPDATE SKIP LOCKED)`;
/** The first day with a time in the span, or with one that nobody knows of: then nothing is said. */
const NEXT = `
  SELECT DISTINCT ON (f.listing_id) f.listing_id AS "listingId", f.is_stale AS "isStale", f.services,
         CASE WHEN NOT f.is_stale THEN lower(f.starts * int4multirange(s.span)) END AS start
    FROM agenda_free f
    CROSS JOIN LATERAL (SELECT int4range(least(greatest($2::int, $4::int + f.notice), $3::int), $3::int) AS span) s
   WHERE f.listing_id = ANY ($1::int[]) AND f.day BETWEEN $5::date AND $6::date AND (f.is_stale OR f.starts && s.span)
   ORDER BY f.listing_id, f.day`;

/** How many times of each day can still be chosen; of a day that nobody knows of, nothing. */
const GLANCE = `
  SELECT f.day::text AS day,
         CASE WHEN NOT f.is_stale THEN (SELECT count(*)::int FROM unnest(f.starts) AS s WHERE lower(s) >= $2::int + f.notice) END AS free
    FROM agenda_free f WHERE f.listing_id = $1 AND f.day BETWEEN $3::date AND $4::date ORDER BY f.day`;

/** What of an agenda is to be computed anew. */
export interface DueDays {
  readonly listingId: number;
  /** As `YYYY-MM-DD`, in order. */
  readonly days: readonly string[];
  /** What each of them was at when it was read. */
  readonly changes: readonly number[];
}

/** When a service may start, for as few people as it is for. */
export interface FreeService {
  readonly id: string;
  readonly party: number;
  readonly starts: readonly number[];
}

/** A day of an agenda as it was computed; times are minutes since 1970. */
export interface FreeDay {
  readonly day: string;
  readonly change: number;
  readonly services: readonly FreeService[];
}

/** Whose times are asked for: minutes since 1970, and the days that they lie in. */
export interface FreeSpan {
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface NextRow {
  readonly listingId: number;
  readonly isStale: boolean;
  readonly start: number | null;
  readonly services: FreeDay['services'];
}

/** When something can be booked in agendas, as it was computed last. */
@Injectable()
export class FreeDayRepository {
  /** Whether there is something to prepare: most runs of the task find nothing, and write nothing. @param days in order */
  async isOutdated(tx: TenantTx, days: readonly string[]): Promise<boolean> {
    const [row] = await tx.manager.query<{ isOutdated: boolean }[]>(IS_OUTDATED, [days]);
    return row?.isOutdated === true;
  }

  /** Has a row for each of these days of each open agenda, and none of days that are over. @param days in order */
  async prepare(tx: TenantWriteTx, days: readonly string[]): Promise<void> {
    await tx.manager.query(OVER, [days[0]]);
    await tx.manager.query(LACKING, [days]);
  }

  /** The agendas of which some of these days must be computed. */
  listDue(
    tx: TenantTx,
    ask: { readonly after: number; readonly limit: number; readonly outdated: Date },
    days: readonly string[],
  ): Promise<DueDays[]> {
    return tx.manager.query(DUE, [ask.after, days[0], days.at(-1), ask.outdated, ask.limit]);
  }

  /** Keeps what was computed of an agenda, but for the days on which something changed meanwhile. */
  async save(
    tx: TenantWriteTx,
    listingId: number,
    notice: number,
    days: readonly FreeDay[],
    now: Date,
  ): Promise<void> {
    const rows = days.map(({ day, change, services }) => ({
      ...{ day, change, services },
      starts: multirangeOf(services.flatMap(({ starts }) => starts)),
    }));
    const values = [listingId, notice, now, JSON.stringify(rows), days[0]?.day, days.at(-1)?.day];
    await tx.manager.query(SAVE, values);
  }

  /** How many times each of some days of a place has; null: nobody knows by now. @param now minute since 1970 */
  glance(
    tx: TenantTx,
    listingId: number,
    now: number,
    days: { readonly first: string; readonly last: string },
  ): Promise<{ readonly day: string; readonly free: number | null }[]> {
    return tx.manager.query(GLANCE, [listingId, now, days.first, days.last]);
  }

  /** Of these places: the first time of each in the span. */
  next(tx: TenantTx, listingIds: readonly number[], span: FreeSpan): Promise<NextRow[]> {
    const { from, until, now, firstDay, lastDay } = span;
    return tx.manager.query(NEXT, [listingIds, from, until, now, firstDay, lastDay]);
  }
}

/** Minutes as PostgreSQL writes a multirange of them. Pure. */
const multirangeOf = (minutes: readonly number[]): string =>
  `{${[...new Set(minutes)].map((minute) => `[${minute},${minute + 1})`).join(',')}}`;
