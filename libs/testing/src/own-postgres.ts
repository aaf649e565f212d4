import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine, startPostgres } from '@halles/platform/engines';

/** A PostgreSQL of a test's own, for what would disturb the tests that share one: roles, and the whole server. */
export interface OwnPostgres {
  readonly engine: EmbeddedEngine;
  close(): Promise<void>;
}

/** Starts it in some seconds, without care for the disk. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-postgres-'));
  const engine = await startPostgres({ folder, settings: { fsync: 'off' } });
  return {
    engine,
    close: async () => {
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
