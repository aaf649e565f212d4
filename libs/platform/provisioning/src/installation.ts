import type { Config } from '@halles/platform/config';
import {
  type ConnectionKey,
  createDataSource,
  type DatabaseAddress,
  databaseAddresses,
  keyOfRole,
  openQueryRunner,
  platformDatabase,
  platformRoles,
  PLATFORM_SCHEMA,
  type RoleDatabase,
  RoutingPool,
} from '@halles/platform/database';
import type { DataSource, QueryRunner } from 'typeorm';
import { quoteIdentifier } from './admin';
import { ArchiveSigner } from './archive-signature';

/** Longest that a migration's statement waits for a lock: readers that queue behind it wait no longer either. */
const LOCK_TIMEOUT = 500;

/** The installation as its migrator sees it: for the command line, never for a server process. */
export class Installation {
  private constructor(
    readonly config: Config,
    readonly addresses: ReadonlyMap<string, DatabaseAddress>,
    readonly pool: RoutingPool,
    private readonly dataSource: DataSource,
  ) {}

  /** Needs `bootstrapDatabases` to have run once. */
  static async open(config: Config): Promise<Installation> {
    const addresses = databaseAddresses(config);
    const pool = new RoutingPool(addresses, {
      masterKey: config.masterKey,
      migratorKey: config.migratorKey,
      max: 12,
      maxPerRole: 12,
      acquireTimeout: 60_000,
      statementTimeout: 0,
      answerTimeout: 0,
      lockTimeout: LOCK_TIMEOUT,
      applicationName: 'halles-migrator',
    });
    const boot = Installation.key('main', PLATFORM_SCHEMA);
    return new Installation(config, addresses, pool, await createDataSource(pool, [], boot));
  }

  private static key(database: string, searchPath: string): ConnectionKey {
    return { database, role: platformRoles.migrator, searchPath, mode: 'write' };
  }

  /** The platform schema of a database, as its owner. */
  platform(database = 'main'): RoleDatabase {
    return platformDatabase(this.pool, platformRoles.migrator, database);
  }

  /** Signs the archives of this installation. @throws MigratorKeyMissing */
  archiveSigner(): ArchiveSigner {
    return new ArchiveSigner(keyOfRole(this.config, platformRoles.migrator));
  }

  /** Runs `work` on a connection of the migrator whose search_path is the schema (and `public`, for extensions). */
  async onSchema<T>(database: string, schema: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = await openQueryRunner(this.dataSource, Installation.key(database, `${schema},public`));
    try {
      return await work(runner);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` in one transaction whose search_path is the schema, made by it perhaps. On a connection that is warm
   * already: a new one would spend more on reading the catalogue than on the work.
   */
  async inSchemaTransaction<T>(
    database: string,
    schema: string,
    work: (runner: QueryRunner) => Promise<T>,
  ): Promise<T> {
    return this.onSchema(database, PLATFORM_SCHEMA, async (runner) => {
      await runner.startTransaction();
      try {
        await runner.query(`SET LOCAL search_path = ${quoteIdentifier(schema)}, public`);
        const result = await work(runner);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * Runs `work` while nobody else opens, imports or erases a territory of that slug, in whichever process: who comes second
   * waits, for as long as an import takes, and then finds what the first one made.
   */
  async alone<T>(slug: string, work: () => Promise<T>): Promise<T> {
    const db = this.platform();
    await db.query('INSERT INTO territory_lock (slug) VALUES ($1) ON CONFLICT DO NOTHING', [slug]);
    return db.transaction(async (tx) => {
      await tx.query('SET LOCAL lock_timeout = 0');
      await tx.query('SELECT 1 FROM territory_lock WHERE slug = $1 FOR UPDATE', [slug]);
      // Last: a query with parameters keeps its snapshot until the next statement, and indexes that are made meanwhile wait for it.
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      return work();
    });
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.pool.end();
  }
}
