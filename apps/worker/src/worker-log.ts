import type { Log } from '@halles/platform/observability';

/** The log of the process, injectable. */
export class WorkerLog {
  constructor(readonly value: Log) {}
}
