import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import { DataSource, type EntitySchema, type MixedList, type QueryRunner } from 'typeorm';
import { NoScopeError } from './database.errors';
import type { ExtendedClient } from './extended-client';
import type { ConnectionKey, RoutingPool } from './routing-pool';

/** Carries the key from where a unit of work begins to the pool below TypeORM. Nothing else reads it. */
const scope = new AsyncLocalStorage<ConnectionKey>();

type Release = (error?: unknown) => void;
type OnConnect = (error: Error | undefined, client?: ExtendedClient, release?: Release) => void;

/** What TypeORM sees as `pg.Pool`: it only ever calls `connect` and `end`. */
class PoolBelowTypeOrm extends EventEmitter {
  constructor(private readonly pool: RoutingPool) {
    super();
  }

  connect(callback: OnConnect): void {
    const key = scope.getStore();
    if (!key) {
      callback(new NoScopeError());
      return;
    }
    this.pool.acquire(key).then(
      (lease) => callback(undefined, lease.client, (error) => lease.release(error !== undefined)),
      (error: Error) => callback(error),
    );
  }

  end(callback: (error?: Error) => void): void {
    // The pool is shared with what does not go through TypeORM: its owner ends it.
    callback();
  }
}

export type Entities = MixedList<string | (new () => object) | EntitySchema>;

/**
 * One DataSource for every tenant: its metadata are the same, its connections come from the routing pool.
 * @param bootKey the connection with which TypeORM asks for the server's version
 */
export async function createDataSource(
  pool: RoutingPool,
  entities: Entities,
  bootKey: ConnectionKey,
): Promise<DataSource> {
  const below = new PoolBelowTypeOrm(pool);
  class Pool {
    constructor() {
      // TypeORM makes its own pool from the driver: it is given ours.
      return below;
    }
  }
  const dataSource = new DataSource({
    type: 'postgres',
    driver: { ...pg, Pool },
    entities,
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    // No `schema` option: TypeORM would qualify the names and bypass the search_path.
  });
  return scope.run(bootKey, () => dataSource.initialize());
}

/** Opens a connection by key and gives its query runner. The caller releases it. */
export async function openQueryRunner(dataSource: DataSource, key: ConnectionKey) {
  const runner = dataSource.createQueryRunner();
  await scope.run(key, () => runner.connect());
  return runner;
}

/** Closes a runner's connection under whatever it runs: the statement fails, and what it did is as if it never began. */
export async function sever(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect()) as ExtendedClient;
  await client.end();
}
