import type { TenantContext } from '@halles/platform/tenancy';
import { DiscoveryService } from '@nestjs/core';

/** One run of a scheduled task. */
export interface TaskRun {
  readonly now: Date;
  /** Aborted when the time limit is over or the process stops: long work looks at it between its steps. */
  readonly signal: AbortSignal;
}

/** What a run did, for the log: written where a number is above zero. */
export type TaskCounts = Readonly<Record<string, number>>;

type Result = Promise<TaskCounts | undefined> | Promise<void>;
/** A task of the installation. */
export type InstallationTask = (run: TaskRun) => Result;
/** A task that is called once for each tenant. */
export type TenantTask = (ctx: TenantContext, run: TaskRun) => Result;

interface EveryOptions {
  /** Its name in the database and in the log. Stable: under another name it is another task. */
  readonly name: string;
  /** How long one run may take, ms: after that it counts as failed, and is tried again at its next time. The interval unless said. */
  readonly timeLimit?: number;
}

interface EveryTenantOptions extends EveryOptions {
  /** Which tenants: those whose portal is open, or all of the registry whatever their state. */
  readonly perTenant: 'live' | 'any-state';
}

export interface Schedule extends EveryOptions {
  /** Milliseconds between two beginnings. */
  readonly interval: number;
  readonly perTenant?: EveryTenantOptions['perTenant'];
}

/** Where the scheduler reads what `@Every` says. */
export const Scheduled = DiscoveryService.createDecorator<Schedule>();

/** For methods of this form alone: any other is refused by the compiler. */
type DecoratorOf<M> = <T extends M>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<T>,
) => void;

/**
 * The method of a provider runs at this interval in one worker of the installation, as long as the application has a
 * `SchedulingModule`. It must bear to be run again for the same moment: a worker that dies in the middle is succeeded by
 * another.
 */
export function Every(interval: number, options: EveryTenantOptions): DecoratorOf<TenantTask>;
export function Every(interval: number, options: EveryOptions): DecoratorOf<InstallationTask>;
export function Every(interval: number, options: EveryOptions | EveryTenantOptions): MethodDecorator {
  return Scheduled({ interval, ...options });
}
