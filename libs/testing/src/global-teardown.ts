import { rm } from 'node:fs/promises';
import type { RunningEngines } from './run';

export default async function globalTeardown(): Promise<void> {
  const running = globalThis as { hallesEngines?: RunningEngines };
  const engines = running.hallesEngines;
  if (!engines) return;
  delete running.hallesEngines;
  await Promise.all([engines.postgres.stop(), engines.redis.stop()]);
  await rm(engines.folder, { recursive: true, force: true });
}
