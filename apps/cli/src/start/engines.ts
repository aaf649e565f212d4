import {
  type EmbeddedEngine,
  findRunningPostgres,
  findRunningRedis,
  probePostgres,
  probeRedis,
  startPostgres,
  startRedis,
} from '@halles/platform/engines';
import type { Environment } from '../io';
import type { InstallationFolder } from './installation-folder';

/** A database or queue server in use: ours to stop, or somebody's. */
export interface Engine {
  readonly name: 'PostgreSQL' | 'Redis';
  readonly url: string;
  /** For people: version and place. */
  readonly description: string;
  readonly warnings: readonly string[];
  /** Present when this process answers for it. */
  readonly owned?: EmbeddedEngine;
  /** Starts it again on the same port, after it died. */
  readonly restart?: () => Promise<EmbeddedEngine>;
}

/** What differs between the two kinds of engine. */
export interface EngineKind {
  readonly name: Engine['name'];
  readonly variable: 'DATABASE_URL' | 'REDIS_URL';
  readonly folder: keyof InstallationFolder;
  readonly start: typeof startPostgres | typeof startRedis;
  readonly findRunning: typeof findRunningPostgres;
  readonly probe: typeof probePostgres;
}

export const postgres: EngineKind = {
  name: 'PostgreSQL',
  variable: 'DATABASE_URL',
  folder: 'postgres',
  start: startPostgres,
  findRunning: findRunningPostgres,
  probe: probePostgres,
};

export const redis: EngineKind = {
  name: 'Redis',
  variable: 'REDIS_URL',
  folder: 'redis',
  start: startRedis,
  findRunning: findRunningRedis,
  probe: probeRedis,
};

/**
 * The engine to use: the given one, checked, or our own, started.
 * @throws EngineError when it cannot be used
 */
export async function obtain(kind: EngineKind, env: Environment, place: InstallationFolder): Promise<Engine> {
  const given = env[kind.variable];
  if (given) return useGiven(kind, (kind.variable === 'DATABASE_URL' && env['DATABASE_ADMIN_URL']) || given);
  const folder = place[kind.folder];
  const owned = await kind.start({ folder });
  const { version, warnings } = await kind.probe(owned.url);
  return {
    name: kind.name,
    url: owned.url,
    description: `${version} on 127.0.0.1:${owned.port}${owned.adopted ? ', was still running' : ''}`,
    warnings,
    owned,
    restart: () => kind.start({ folder, port: owned.port }),
  };
}

async function useGiven(kind: EngineKind, url: string): Promise<Engine> {
  const { version, warnings } = await kind.probe(url);
  const { hostname, port } = new URL(url);
  return {
    name: kind.name,
    url,
    description: `${version} at ${hostname}${port ? `:${port}` : ''}`,
    warnings,
  };
}

/** Our own engine, where it runs at the moment. Starts nothing. */
export async function findRunning(kind: EngineKind, place: InstallationFolder): Promise<Engine | null> {
  const found = await kind.findRunning(place[kind.folder]);
  return (
    found && { name: kind.name, url: found.url, description: `on 127.0.0.1:${found.port}`, warnings: [] }
  );
}
