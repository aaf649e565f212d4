import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, MINUTE, SECOND } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import { createContext, type Tenant, type TenantRegistry } from '@halles/platform/tenancy';
import type { InstallationTask, Schedule, TaskCounts, TaskRun, TenantTask } from './every.decorator';
import {
  claimTasks,
  finishTask,
  registerTasks,
  renewTask,
  type RunOutcome,
} from './scheduled-task.repository';
import { TenantBackoff } from './tenant-backoff';

/** A task with its schedule. */
export type ScheduledTask =
  | { readonly schedule: Schedule & { readonly perTenant: 'live' | 'any-state' }; readonly run: TenantTask }
  | { readonly schedule: Schedule & { readonly perTenant?: undefined }; readonly run: InstallationTask };

export interface SchedulerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface SchedulerParts {
  /** The platform schema of the main database. */
  readonly db: Queryable;
  readonly registry: TenantRegistry;
  readonly clock: Clock;
  readonly log: SchedulerLog;
}

/** Times of the scheduler, ms. */
export interface Pace {
  /** Between two looks for what is due. */
  readonly poll: number;
  /** How long a task is a worker's without word from it. */
  readonly lease: number;
  /** How long a stop waits for what runs. */
  readonly stop: number;
  /** The next run begins later by this share of the interval at most, so that tasks do not all begin together. */
  readonly jitter: number;
  /** A tenant for which a task fails again and again is tried this often at least, or at the interval where that is longer. */
  readonly longestPause: number;
}

export const PACE: Pace = {
  poll: 10 * SECOND,
  lease: MINUTE,
  stop: 10 * SECOND,
  jitter: 0.1,
  longestPause: 15 * MINUTE,
};

interface Running {
  readonly controller: AbortController;
  /** Settles when the task's own code has ended. */
  readonly over: Promise<void>;
}

/**
 * Runs scheduled tasks: each by one worker at a time, by a lease in the database that another takes over when its holder
 * dies; never twice at once in one process; within a time limit.
 */
export class Scheduler {
  private readonly holder = randomUUID();
  private readonly running = new Map<string, Running>();
  private tasks: ReadonlyMap<string, ScheduledTask> = new Map();
  private registered = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private look: Promise<void> = Promise.resolve();
  private readonly backoff: TenantBackoff;

  constructor(
    private readonly parts: SchedulerParts,
    private readonly pace: Pace = PACE,
  ) {
    this.backoff = new TenantBackoff(pace.longestPause);
  }

  /** Begins to look for what is due. */
  start(tasks: readonly ScheduledTask[]): void {
    this.tasks = new Map(tasks.map((task) => [task.schedule.name, task]));
    if (tasks.length > 0) this.lookIn(0);
  }

  /** Begins nothing more, tells what runs to end, and waits for it, for a bounded time. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.look;
    for (const { controller } of this.running.values()) controller.abort();
    const all = Promise.all([...this.running.values()].map(({ over }) => over));
    await Promise.race([all, sleep(this.pace.stop, undefined, { ref: false })]);
    if (this.running.size > 0)
      this.parts.log.warn({ tasks: [...this.running.keys()] }, 'scheduled tasks did not end in time');
  }

  private lookIn(ms: number): void {
    this.timer = setTimeout(() => {
      this.look = this.begin().finally(() => {
        if (!this.stopped) this.lookIn(this.pace.poll * (0.8 + 0.4 * Math.random()));
      });
    }, ms);
    this.timer.unref();
  }

  /** One look. Never throws: a database that is away is looked at again. */
  private async begin(): Promise<void> {
    const { db, log } = this.parts;
    const idle = [...this.tasks.keys()].filter((name) => !this.running.has(name));
    try {
      if (!this.registered) await registerTasks(db, [...this.tasks.keys()]);
      this.registered = true;
      if (idle.length === 0) return;
      const names = await claimTasks(db, idle, { holder: this.holder, lease: this.pace.lease });
      for (const task of names.map((name) => this.tasks.get(name))) if (task) this.run(task);
    } catch (error) {
      log.warn({ err: error }, 'the schedule could not be looked at: it is tried again');
    }
  }

  private run(task: ScheduledTask): void {
    const { name } = task.schedule;
    const controller = new AbortController();
    const work = this.work(task, { now: this.parts.clock.now(), signal: controller.signal });
    const recorded = this.record(task, work, controller);
    // A run that hangs past its limit keeps its place: this process does not begin it a second time beside itself.
    const over = Promise.all([work, recorded]).then(() => void this.running.delete(name));
    this.running.set(name, { controller, over });
  }

  /** Holds the lease while the work goes on, within its limit, and records how it ended. */
  private async record(
    task: ScheduledTask,
    work: Promise<RunOutcome>,
    controller: AbortController,
  ): Promise<void> {
    const { db, log } = this.parts;
    const { name, interval, timeLimit = interval } = task.schedule;
    const lease = { holder: this.holder, lease: this.pace.lease };
    const renewal = setInterval(() => {
      renewTask(db, name, lease).then(
        (isHeld) => isHeld || controller.abort(),
        // The lease is longer than a short absence of the database.
        () => undefined,
      );
    }, this.pace.lease / 3).unref();
    const began = performance.now();
    const limit = new AbortController();
    const late = sleep(timeLimit, 'timed-out' as const, { signal: limit.signal, ref: false }).catch(
      () => 'stopped' as const,
    );
    const outcome = await Promise.race([work, late]);
    limit.abort();
    clearInterval(renewal);
    const fields = { task: name, ms: Math.round(performance.now() - began) };
    if (outcome === 'timed-out') {
      controller.abort();
      log.error({ ...fields, timeLimit }, 'a scheduled task took too long');
    }
    const wait = outcome === 'stopped' ? 0 : interval * (1 + this.pace.jitter * Math.random());
    await finishTask(db, name, { holder: this.holder, outcome, wait }).catch((error: unknown) =>
      log.warn({ ...fields, err: error }, 'the end of a scheduled task could not be recorded'),
    );
  }

  /** Never rejects. */
  private async work(task: ScheduledTask, run: TaskRun): Promise<RunOutcome> {
    const isWhole = await (task.schedule.perTenant === undefined
      ? this.attempt({ task: task.schedule.name }, () => (task.run as InstallationTask)(run))
      : this.eachTenant(task.schedule, task.run as TenantTask, run));
    if (run.signal.aborted) return 'stopped';
    return isWhole ? 'done' : 'failed';
  }

  /** One tenant after the other; what fails for one does not keep the others from it, nor their processor busy with it. */
  private async eachTenant(schedule: Schedule, task: TenantTask, run: TaskRun): Promise<boolean> {
    const { name, perTenant } = schedule;
    let isWhole = true;
    for (const tenant of inTurn(this.parts.registry.all())) {
      if (run.signal.aborted) break;
      if (perTenant === 'live' && tenant.state !== 'live') continue;
      if (this.backoff.leavesOut(schedule, tenant.id, performance.now())) {
        isWhole = false;
        continue;
      }
      const ctx = createContext(tenant, { kind: 'system', job: name }, randomUUID());
      const isDone = await this.attempt({ task: name, tenant: tenant.slug }, () => task(ctx, run));
      // A run that was ended is no word on the tenant at which it was.
      if (isDone || !run.signal.aborted)
        this.backoff.note(schedule, tenant.id, { isDone, at: performance.now() });
      isWhole = isDone && isWhole;
    }
    return isWhole;
  }

  private async attempt(fields: object, work: () => Promise<unknown>): Promise<boolean> {
    try {
      const counts = ((await work()) ?? {}) as TaskCounts;
      if (Object.values(counts).some((count) => count > 0))
        this.parts.log.info({ ...fields, ...counts }, 'scheduled task done');
      return true;
    } catch (error) {
      this.parts.log.error({ ...fields, err: error }, 'a scheduled task failed: it is tried again');
      return false;
    }
  }
}

/** All of them, from a random one on: where time is too short for all, it is not always the same that come off badly. */
function inTurn(tenants: readonly Tenant[]): readonly Tenant[] {
  const first = Math.floor(Math.random() * tenants.length);
  return [...tenants.slice(first), ...tenants.slice(0, first)];
}
