import type { Interval } from '@halles/domain/hours';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Why the last reading of a calendar came to nothing, as its row has it. */
export const BUSY_PROBLEMS = [
  'address',
  'private',
  'unreachable',
  'slow',
  'redirects',
  'status',
  'too-large',
  'type',
  'unreadable',
  'too-costly',
] as const;
export type BusyProblem = (typeof BUSY_PROBLEMS)[number];

const ADD = `
  INSERT INTO agenda_busy_source (id, listing_id, resource_id, account_id, address_sealed, host, added_at, next_at, asked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)`;
/** @returns the times that are free again between two instants */
const REMOVE = `
  WITH gone AS (
    DELETE FROM agenda_busy_source WHERE listing_id = $1 AND resource_id IS NOT DISTINCT FROM $2::uuid RETURNING id)
  SELECT lower(r.during) AS "from", upper(r.during) AS until
    FROM agenda_busy_time t JOIN gone ON gone.id = t.source_id
    CROSS JOIN LATERAL (SELECT t.during * tstzrange($3, $4) AS during) r WHERE NOT isempty(r.during)`;
const LIST = `
  SELECT id, resource_id AS "resourceId", host, read_at AS "readAt", problem, problem_at AS "problemAt",
         unknown_zones AS "unknownZones"
    FROM agenda_busy_source WHERE listing_id = $1`;
const ASK = `
  UPDATE agenda_busy_source SET asked_at = $3
   WHERE listing_id = $1 AND resource_id IS NOT DISTINCT FROM $2::uuid AND asked_at <= $4 RETURNING id`;
/** Of agendas that are open: of the others nobody asks. What another worker reads is left to it until its time is over. */
const TAKE = `
  UPDATE agenda_busy_source s SET next_at = $2
   WHERE s.id IN (SELECT o.id FROM agenda_busy_source o JOIN agenda a ON a.listing_id = o.listing_id AND a.is_open
                   WHERE o.next_at <= $1 ORDER BY o.next_at, o.id LIMIT $3 FOR UPDATE OF o SKIP LOCKED)
  RETURNING s.id, s.address_sealed AS sealed`;
const ONE = 'SELECT id, address_sealed AS sealed FROM agenda_busy_source WHERE id = $1';
const LOCK = 'SELECT listing_id AS "listingId", failures FROM agenda_busy_source WHERE id = $1 FOR UPDATE';
const READ = `
  UPDATE agenda_busy_source SET read_at = $2, next_at = $3, failures = 0, problem = NULL, problem_at = NULL, unknown_zones = $4
   WHERE id = $1`;
const FAILED = `
  UPDATE agenda_busy_source SET problem = $2, problem_at = $3, next_at = $4, failures = least(failures + 1, 1000) WHERE id = $1`;
/** All parts of it read what there was before. @returns the times between two instants of which it says something else than it did */
const REPLACE = `
  WITH said AS (SELECT DISTINCT tstzrange(f, u) AS during FROM unnest($3::timestamptz[], $4::timestamptz[]) AS t (f, u)),
  was AS (SELECT coalesce(range_agg(during), '{}') AS busy FROM agenda_busy_time WHERE source_id = $1),
  is_now AS (SELECT coalesce(range_agg(during), '{}') AS busy FROM said),
  gone AS (DELETE FROM agenda_busy_time t WHERE t.source_id = $1 AND NOT EXISTS (SELECT FROM said s WHERE s.during = t.during)
           RETURNING 1),
  new AS (INSERT INTO agenda_busy_time (source_id, listing_id, during)
          SELECT $1::uuid, $2::int, s.during FROM said s
           WHERE NOT EXISTS (SELECT FROM agenda_busy_time t WHERE t.source_id = $1 AND t.during = s.during)
          RETURNING 1)
  SELECT lower(r) AS "from", upper(r) AS until
    FROM was, is_now, unnest(((was.busy - is_now.busy) + (is_now.busy - was.busy)) * tstzmultirange(tstzrange($5, $6))) AS r`;
const WITHIN = `
  SELECT s.resource_id AS "resourceId", lower(t.during) AS "from", upper(t.during) AS until
    FROM agenda_busy_time t JOIN agenda_busy_source s ON s.id = t.source_id
   WHERE t.listing_id = $1 AND t.during && tstzrange($2, $3) ORDER BY lower(t.during), s.id`;

/** A calendar as who keeps the agenda sees it: its address is secret, and not shown again. */
export interface BusySource {
  readonly id: string;
  /** Who is busy; null: the place. */
  readonly resourceId: string | null;
  readonly host: string;
  /** Of the last reading that came to something. */
  readonly readAt: Date | null;
  readonly problem: BusyProblem | null;
  readonly problemAt: Date | null;
  readonly unknownZones: number;
}

/** A calendar that is to be read. */
export interface SealedSource {
  readonly id: string;
  readonly sealed: Buffer;
}

interface IntervalRow {
  readonly from: Date;
  readonly until: Date;
}

const toInterval = ({ from, until }: IntervalRow): Interval => ({
  from: from.getTime(),
  until: until.getTime(),
});

/** A time in which somebody is busy elsewhere. */
export interface BusyTime extends Interval {
  /** Null: the place. */
  readonly resourceId: string | null;
}

/** Calendars of others, and when they say that an agenda is busy. */
@Injectable()
export class BusyTimesRepository {
  list(tx: TenantTx, listingId: number): Promise<BusySource[]> {
    return tx.manager.query<BusySource[]>(LIST, [listingId]);
  }

  async add(
    tx: TenantWriteTx,
    source: SealedSource & {
      readonly listingId: number;
      readonly resourceId: string | null;
      readonly accountId: string;
      readonly host: string;
    },
    now: Date,
  ): Promise<void> {
    const { id, listingId, resourceId, accountId, sealed, host } = source;
    await tx.manager.query(ADD, [id, listingId, resourceId, accountId, sealed, host, now]);
  }

  /** @returns the times that it takes back within a stretch of time */
  async remove(
    tx: TenantWriteTx,
    listingId: number,
    resourceId: string | null,
    { from, until }: Interval,
  ): Promise<Interval[]> {
    const rows = await tx.manager.query<IntervalRow[]>(REMOVE, [
      ...[listingId, resourceId, new Date(from), new Date(until)],
    ]);
    return rows.map(toInterval);
  }

  /** @param before who asked after that has it read already @returns the calendar to be read; null for none */
  async ask(
    tx: TenantWriteTx,
    listingId: number,
    resourceId: string | null,
    { now, before }: { readonly now: Date; readonly before: Date },
  ): Promise<string | null> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(ASK, [
      ...[listingId, resourceId, now, before],
    ]);
    return rows[0]?.id ?? null;
  }

  /** Those whose time has come, taken until a moment. */
  async take(tx: TenantWriteTx, now: Date, until: Date, limit: number): Promise<SealedSource[]> {
    const [rows] = await tx.manager.query<[SealedSource[], number]>(TAKE, [now, until, limit]);
    return rows;
  }

  async find(tx: TenantTx, id: string): Promise<SealedSource | null> {
    const [row] = await tx.manager.query<SealedSource[]>(ONE, [id]);
    return row ?? null;
  }

  /** Held until the transaction ends; null where it was taken out meanwhile. */
  async lock(
    tx: TenantWriteTx,
    id: string,
  ): Promise<{ readonly listingId: number; readonly failures: number } | null> {
    const [row] = await tx.manager.query<{ listingId: number; failures: number }[]>(LOCK, [id]);
    return row ?? null;
  }

  async setRead(
    tx: TenantWriteTx,
    id: string,
    reading: { readonly at: Date; readonly nextAt: Date; readonly unknownZones: number },
  ): Promise<void> {
    await tx.manager.query(READ, [id, reading.at, reading.nextAt, reading.unknownZones]);
  }

  async setFailed(
    tx: TenantWriteTx,
    id: string,
    problem: BusyProblem,
    { at, nextAt }: { readonly at: Date; readonly nextAt: Date },
  ): Promise<void> {
    await tx.manager.query(FAILED, [id, problem, at, nextAt]);
  }

  /** What a calendar says now is all that it says. @returns the times within a stretch of which it says something else than before */
  async replace(
    tx: TenantWriteTx,
    { id, listingId }: { readonly id: string; readonly listingId: number },
    times: readonly Interval[],
    { from, until }: Interval,
  ): Promise<Interval[]> {
    const rows = await tx.manager.query<IntervalRow[]>(REPLACE, [
      ...[id, listingId],
      ...[times.map((time) => new Date(time.from)), times.map((time) => new Date(time.until))],
      ...[new Date(from), new Date(until)],
    ]);
    return rows.map(toInterval);
  }

  /** When a place, or somebody in it, is busy between two instants, in order. */
  async within(tx: TenantTx, listingId: number, { from, until }: Interval): Promise<BusyTime[]> {
    const rows = await tx.manager.query<(IntervalRow & Pick<BusyTime, 'resourceId'>)[]>(WITHIN, [
      ...[listingId, new Date(from), new Date(until)],
    ]);
    return rows.map((row) => ({ resourceId: row.resourceId, ...toInterval(row) }));
  }
}
