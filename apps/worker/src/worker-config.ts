import type { Config } from '@halles/platform/config';

/** The configuration, injectable. */
export class WorkerConfig {
  constructor(readonly value: Config) {}
}
