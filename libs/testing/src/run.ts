import type { EmbeddedEngine } from '@halles/platform/engines';

export interface RunningEngines {
  readonly folder: string;
  readonly postgres: EmbeddedEngine;
  readonly redis: EmbeddedEngine;
}

/** Addresses of the engines of this test run. */
export interface EngineAddresses {
  /** As the superuser. */
  readonly postgresUrl: string;
  readonly redisUrl: string;
}

const VARIABLE = 'HALLES_TEST_ENGINES';

/** Tells the jest workers, which are other processes, where the engines are. */
export function shareEngines(addresses: EngineAddresses): void {
  process.env[VARIABLE] = JSON.stringify(addresses);
}

/** @throws Error outside a run whose global setup started the engines */
export function engineAddresses(): EngineAddresses {
  const shared = process.env[VARIABLE];
  if (!shared) throw new Error('no engines: run this test in a jest project with the global setup');
  return JSON.parse(shared) as EngineAddresses;
}
