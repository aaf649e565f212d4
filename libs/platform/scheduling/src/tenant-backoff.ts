import type { Schedule } from './every.decorator';

interface Failing {
  /** In a row. */
  readonly failures: number;
  /** Runs that leave the tenant out from now on. */
  readonly left: number;
}

/**
 * For which tenants a task fails: after the second failure in a row one run leaves the tenant out, then three, seven and so
 * on, until the pause is `longest`. It is the next run after the first failure that tries again, since most mend themselves.
 * Counted in runs, so that tasks that run seldom leave nobody out. Known to one process: another one begins anew.
 */
export class TenantBackoff {
  private readonly failing = new Map<string, Failing>();

  /** @param longest ms between two tries of a tenant, where the interval of the task is no longer than that */
  constructor(private readonly longest: number) {}

  /** Whether this run of a task leaves a tenant out, as one that fails; counts the run. */
  leavesOut(task: Schedule, tenantId: string): boolean {
    const found = this.failing.get(keyOf(task, tenantId));
    if (found === undefined || found.left === 0) return false;
    this.failing.set(keyOf(task, tenantId), { ...found, left: found.left - 1 });
    return true;
  }

  /** Notes how a task went for a tenant. */
  note(task: Schedule, tenantId: string, isDone: boolean): void {
    const key = keyOf(task, tenantId);
    if (isDone) {
      this.failing.delete(key);
      return;
    }
    const failures = (this.failing.get(key)?.failures ?? 0) + 1;
    const most = Math.max(1, Math.floor(this.longest / task.interval));
    this.failing.set(key, { failures, left: Math.min(2 ** (failures - 1), most) - 1 });
  }
}

const keyOf = ({ name }: Schedule, tenantId: string): string => `${name} ${tenantId}`;
