import type { Schedule } from './every.decorator';

interface Failing {
  /** In a row. */
  readonly failures: number;
  /** When the tenant is tried again, ms of a clock that never jumps. */
  readonly nextTry: number;
}

/**
 * For which tenants a task fails: after the first failure in a row the next run tries again, since most mend themselves;
 * then they are left alone for two intervals of the task, four, eight and so on, until the pause is `longest`. Told by time,
 * since runs may take much longer than their interval.
 *
 * Known to one process, and forgotten with it. It saves work and keeps nothing from harm, so it is stored nowhere: when a
 * task runs is in the database (`next_at`), and a worker that is started again and again runs none sooner than its interval,
 * or a minute after it was killed at one, when its lease is over. Each start so costs one more try of a failing tenant, as
 * every run did before there were pauses; tries reach our own database and disk alone, no mail server and nobody else's.
 * Of several workers each learns for itself: as many tries a pause as there are workers.
 */
export class TenantBackoff {
  private readonly failing = new Map<string, Failing>();

  /** @param longest ms between two tries of a tenant; a task whose interval is longer leaves nobody out */
  constructor(private readonly longest: number) {}

  /**
   * Whether a run of a task leaves a tenant out, as one that fails.
   * @param now milliseconds, as `performance.now()` tells them
   */
  leavesOut(task: Schedule, tenantId: string, now: number): boolean {
    const found = this.failing.get(keyOf(task, tenantId));
    return found !== undefined && now < found.nextTry;
  }

  /**
   * Notes how a task went for a tenant.
   * @param how `at` in milliseconds, as `performance.now()` tells them
   */
  note(task: Schedule, tenantId: string, how: { readonly isDone: boolean; readonly at: number }): void {
    const key = keyOf(task, tenantId);
    if (how.isDone) {
      this.failing.delete(key);
      return;
    }
    const failures = (this.failing.get(key)?.failures ?? 0) + 1;
    const pause = Math.min(task.interval * 2 ** (failures - 1), this.longest);
    // Half an interval early is the run that is meant: the database's clock, which begins the runs, is another one.
    this.failing.set(key, { failures, nextTry: how.at + pause - task.interval / 2 });
  }
}

const keyOf = ({ name }: Schedule, tenantId: string): string => `${name} ${tenantId}`;
