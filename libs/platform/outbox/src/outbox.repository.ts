import { MINUTE, SECOND } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import { definedJobs, laneOf } from './job-kind';

/** A row handed to the queue. */
export interface Dispatch {
  readonly id: string;
  readonly kind: string;
  readonly dispatches: number;
}

/** A row as the job runner reads it again. */
export interface OutboxRow {
  readonly id: string;
  readonly role: string;
  readonly kind: string;
  readonly ref: string;
  readonly status: 'pending' | 'queued' | 'done' | 'dead';
  readonly dispatches: number;
  readonly failures: number;
  readonly created_at: Date;
}

/** How long a row may be with the queue before it is handed out again. */
export const LEASE = MINUTE;

/** Rows of one tenant that may be with the queue of a lane at once: a town that sends much does not delay the others. */
const IN_FLIGHT_PER_TENANT = 10;

/** Waits between attempts, in milliseconds; after the last, hourly. */
const BACKOFF = [30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE];
const HOURLY = 60 * MINUTE;
/** Attempts within 24 hours: then the row is dead, and a person looks at it. */
export const MAX_FAILURES = 30;

/** Milliseconds until the next attempt, after `failures` of them (1 or more). */
export function backoff(failures: number): number {
  return BACKOFF[failures - 1] ?? HOURLY;
}

/**
 * Takes due rows for the queue: pending ones, and queued ones whose lease ran out (a relay or a worker died, or Redis
 * lost the job). Each tenant gets its share, once for each lane: mails that wait for their server keep nothing else away.
 * Several relays take different rows.
 */
export async function claimDue(db: Queryable, limit: number): Promise<Dispatch[]> {
  const kinds = definedJobs();
  return db.query<Dispatch>(
    `WITH lanes AS (
       SELECT * FROM unnest($4::text[], $5::text[]) AS lanes (kind, lane)
     ), flying AS (
       SELECT tenant_role, coalesce(lane, 'work') AS lane, count(*) AS n FROM outbox LEFT JOIN lanes USING (kind)
        WHERE status = 'queued' AND lease_until > now() GROUP BY 1, 2
     ), due AS (
       SELECT id, coalesce(lane, 'work') AS lane,
              row_number() OVER (PARTITION BY tenant_role, coalesce(lane, 'work') ORDER BY next_at, id) AS place
         FROM outbox LEFT JOIN lanes USING (kind)
        WHERE (status = 'pending' AND next_at <= now()) OR (status = 'queued' AND lease_until <= now())
     ), fair AS (
       SELECT o.id FROM outbox o JOIN due USING (id)
         LEFT JOIN flying f ON f.tenant_role = o.tenant_role AND f.lane = due.lane
        WHERE due.place + coalesce(f.n, 0) <= $2
          AND ((o.status = 'pending' AND o.next_at <= now()) OR (o.status = 'queued' AND o.lease_until <= now()))
        ORDER BY due.place, o.next_at
        LIMIT $1
        FOR UPDATE OF o SKIP LOCKED
     )
     UPDATE outbox SET status = 'queued', lease_until = now() + $3 * interval '1 millisecond', dispatches = dispatches + 1
      WHERE id IN (SELECT id FROM fair)
     RETURNING id, kind, dispatches`,
    [limit, IN_FLIGHT_PER_TENANT, LEASE, kinds, kinds.map(laneOf)],
  );
}

/** Gives rows back at once: the queue did not take them. */
export async function returnToPending(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(
    `UPDATE outbox SET status = 'pending', lease_until = NULL, next_at = now() + interval '1 second'
      WHERE id = ANY ($1) AND status = 'queued'`,
    [ids],
  );
}

/** Reads a row: null when it is gone. */
export async function findRow(db: Queryable, id: string): Promise<OutboxRow | null> {
  const [row] = await db.query<OutboxRow>(
    'SELECT id, tenant_role AS role, kind, ref, status, dispatches, failures, created_at FROM outbox WHERE id = $1',
    [id],
  );
  return row ?? null;
}

/**
 * Takes a row for its work, and a whole lease with it: a job that comes late must not begin in the instant in which its
 * row is handed out again. Null when this handing-out is not the last one, or nothing is left to do.
 */
export async function beginWork(db: Queryable, id: string, dispatches: number): Promise<OutboxRow | null> {
  const [row] = await db.query<OutboxRow>(
    `UPDATE outbox SET lease_until = now() + $3 * interval '1 millisecond'
      WHERE id = $1 AND dispatches = $2 AND status = 'queued'
     RETURNING id, tenant_role AS role, kind, ref, status, dispatches, failures, created_at`,
    [id, dispatches, LEASE],
  );
  return row ?? null;
}

/** Prolongs the lease of a row whose work is still going on. */
export async function renewLease(db: Queryable, id: string, dispatches: number): Promise<void> {
  await db.query(
    `UPDATE outbox SET lease_until = now() + $3 * interval '1 millisecond' WHERE id = $1 AND dispatches = $2 AND status = 'queued'`,
    [id, dispatches, LEASE],
  );
}

/** Notes that the work of a row is done. */
export async function markDone(db: Queryable, id: string): Promise<void> {
  await db.query(
    "UPDATE outbox SET status = 'done', finished_at = now(), lease_until = NULL, last_error = NULL WHERE id = $1",
    [id],
  );
}

/**
 * The work failed and may pass later: pending again after the back-off, or dead after too many attempts. Nothing where the
 * row was handed out again meanwhile: then its work is somebody else's.
 */
export async function markFailed(db: Queryable, row: OutboxRow, error: string): Promise<'pending' | 'dead'> {
  const failures = row.failures + 1;
  const status = failures >= MAX_FAILURES ? 'dead' : 'pending';
  await db.query(
    `UPDATE outbox SET status = $2, failures = $3, last_error = left($4, 1000), lease_until = NULL,
            next_at = now() + $5 * interval '1 millisecond', finished_at = CASE WHEN $2 = 'dead' THEN now() END
      WHERE id = $1 AND dispatches = $6 AND status = 'queued'`,
    [row.id, status, failures, error, backoff(failures), row.dispatches],
  );
  return status;
}

/** The work can never pass: a dead letter is a row, for a person to look at. Nothing where it was handed out again meanwhile. */
export async function markDead(db: Queryable, row: OutboxRow, error: string): Promise<void> {
  await db.query(
    `UPDATE outbox SET status = 'dead', finished_at = now(), lease_until = NULL, last_error = left($2, 1000)
      WHERE id = $1 AND dispatches = $3 AND status = 'queued'`,
    [row.id, error, row.dispatches],
  );
}

/** Removes what was done more than thirty days ago. */
export async function purgeDone(db: Queryable): Promise<void> {
  await db.query("DELETE FROM outbox WHERE status = 'done' AND finished_at < now() - interval '30 days'");
}
