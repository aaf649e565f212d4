import type { Queryable } from '@halles/platform/database';

/** How a run ended. `stopped`: the process ended first, and another worker goes on. */
export type RunOutcome = 'done' | 'failed' | 'timed-out' | 'stopped';

/** Makes the rows of tasks that are new: due at once. */
export async function registerTasks(db: Queryable, names: readonly string[]): Promise<void> {
  await db.query(
    'INSERT INTO scheduled_task (name) SELECT unnest($1::text[]) ON CONFLICT (name) DO NOTHING',
    [names],
  );
}

/**
 * Takes the tasks that are due and that nobody runs, among them those whose holder died: its lease is over. One statement,
 * so that of several workers one gets each.
 */
export async function claimTasks(
  db: Queryable,
  names: readonly string[],
  { holder, lease }: { readonly holder: string; readonly lease: number },
): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `UPDATE scheduled_task
        SET holder = $2, lease_until = now() + $3 * interval '1 millisecond', started_at = now(), runs = runs + 1
      WHERE name = ANY ($1) AND next_at <= now() AND (lease_until IS NULL OR lease_until <= now())
     RETURNING name`,
    [names, holder, lease],
  );
  return rows.map(({ name }) => name);
}

/** Prolongs a lease. @returns whether it was still held */
export async function renewTask(
  db: Queryable,
  name: string,
  { holder, lease }: { readonly holder: string; readonly lease: number },
): Promise<boolean> {
  const rows = await db.query(
    `UPDATE scheduled_task SET lease_until = now() + $3 * interval '1 millisecond'
      WHERE name = $1 AND holder = $2 RETURNING name`,
    [name, holder, lease],
  );
  return rows.length > 0;
}

/** Ends a run and gives the lease back. @param wait ms from the run's beginning to the next; 0: at once, elsewhere */
export async function finishTask(
  db: Queryable,
  name: string,
  { holder, outcome, wait }: { readonly holder: string; readonly outcome: RunOutcome; readonly wait: number },
): Promise<void> {
  await db.query(
    `UPDATE scheduled_task
        SET holder = NULL, lease_until = NULL, finished_at = now(), outcome = $3,
            failures = CASE WHEN $3 IN ('failed', 'timed-out') THEN failures + 1 WHEN $3 = 'done' THEN 0 ELSE failures END,
            next_at = started_at + $4 * interval '1 millisecond'
      WHERE name = $1 AND holder = $2`,
    [name, holder, outcome, wait],
  );
}
