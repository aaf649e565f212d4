import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  type EntitySchema,
  type MixedList,
  type ObjectLiteral,
  QueryFailedError,
  type QueryRunner,
  QueryRunnerAlreadyReleasedError,
} from 'typeorm';
import { required } from '@halles/kernel';
import { PLATFORM_SCHEMA, platformRoles } from './addresses';
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

/** The connection with which TypeORM asks for the server's version. */
const BOOT_KEY: ConnectionKey = {
  database: 'main',
  role: platformRoles.registry,
  searchPath: PLATFORM_SCHEMA,
  mode: 'read',
};

/** What TypeORM must know: its metadata are the same for every tenant, its connections come from the routing pool. */
export function dataSourceOptions(pool: RoutingPool, entities: Entities) {
  const below = new PoolBelowTypeOrm(pool);
  class Pool {
    constructor() {
      // TypeORM makes its own pool from the driver: it is given ours.
      return below;
    }
  }
  return {
    type: 'postgres' as const,
    driver: { ...pg, Pool },
    entities,
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    // No `schema` option: TypeORM would qualify the names and bypass the search_path.
  };
}

/** Opens a DataSource of such options. */
export async function openDataSource(
  options: DataSourceOptions | undefined,
  bootKey: ConnectionKey = BOOT_KEY,
): Promise<DataSource> {
  const dataSource = new DataSource(required(options, 'the options of TypeORM'));
  return scope.run(bootKey, () => dataSource.initialize());
}

/** One DataSource for every tenant, for who has no container. */
export const createDataSource = (
  pool: RoutingPool,
  entities: Entities = [],
  bootKey: ConnectionKey = BOOT_KEY,
): Promise<DataSource> => openDataSource(dataSourceOptions(pool, entities), bootKey);

/** What of an answer of pg is looked at. */
interface Answer {
  readonly command: string;
  readonly rows: unknown[];
  readonly rowCount: number | null;
}

/** Opens a connection by key and gives its query runner. The caller releases it. */
export async function openQueryRunner(dataSource: DataSource, key: ConnectionKey) {
  const runner = dataSource.createQueryRunner();
  const client = (await scope.run(key, () => runner.connect())) as ExtendedClient;
  // What TypeORM does beside (it tells subscribers and a log, of which there are none) costs as much as the statement.
  runner.manager.query = async <T>(text: string, values?: unknown[] | ObjectLiteral): Promise<T> => {
    if (runner.isReleased) throw new QueryRunnerAlreadyReleasedError();
    try {
      const asked = client.query(text, values) as unknown as Promise<Answer>;
      const { command, rows, rowCount } = await asked;
      return (command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows) as T;
    } catch (error) {
      throw new QueryFailedError(text, values as unknown[] | undefined, error as Error);
    }
  };
  return runner;
}

/** Closes a runner's connection under whatever it runs: the statement fails, and what it did is as if it never began. */
export async function sever(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect()) as ExtendedClient;
  await client.end();
}
