import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line written during a request, a job or a command carries. Correlation alone: no code decides on it. */
export interface LogFields {
  readonly requestId?: string;
  readonly tenant?: string;
  readonly job?: string;
}

const storage = new AsyncLocalStorage<LogFields>();

/** Runs the work so that each line logged inside it, however deep and late, carries the fields. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return storage.run(fields, work);
}

/** The fields of the running request, job or command; empty outside. */
export function currentLogFields(): LogFields {
  return storage.getStore() ?? {};
}
